/** The oldest TLS that Kubernetes' components speak to anybody. */
export const TLS_MINIMUM = 'VersionTLS12';

/**
 * Cipher suites for TLS 1.2: forward secrecy and authenticated encryption only (CIS Kubernetes benchmark, "strong
 * cryptographic ciphers"). Those of TLS 1.3 cannot be chosen and are all good.
 */
export const TLS_CIPHER_SUITES: readonly string[] = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
];
