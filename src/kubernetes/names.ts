/*
 * Kubernetes' own grammar of names. Every check returns undefined for a correct text, and otherwise the reason in lower
 * case that finishes "x is not a label key: ...". Sources: Kubernetes: concepts/overview/working-with-objects/names and
 * .../labels, concepts/scheduling-eviction/taint-and-toleration, reference/access-authn-authz/admission-controllers
 * (NodeRestriction).
 */

/** Most characters of a DNS label (RFC 1123, section 2.1). */
export const MAX_DNS_LABEL_LENGTH = 63;

/** Most characters of a DNS subdomain as Kubernetes has it (Kubernetes: names, "DNS Subdomain Names"). */
export const MAX_DNS_SUBDOMAIN_LENGTH = 253;

/** Most characters of a label's value, and of its key after the prefix (Kubernetes: labels, "Syntax and character set"). */
const MAX_LABEL_PART_LENGTH = 63;

/** What a taint does to pods that do not tolerate it (Kubernetes: taint-and-toleration). */
export const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;

const OUTSIDE_DNS = /[^a-z0-9-]/;
const OUTSIDE_LABEL = /[^A-Za-z0-9._-]/;
const ALPHANUMERIC = /[A-Za-z0-9]/;

/** A DNS label: the name of a node, a namespace or a Service (RFC 1123). */
export function checkDnsLabel(text: string): string | undefined {
  return checkLength(text, MAX_DNS_LABEL_LENGTH) ?? checkDnsCharacters(text);
}

/** A DNS subdomain: parts of the characters of a DNS label, with dots between them; only the whole has a limit. */
export function checkDnsSubdomain(text: string): string | undefined {
  const tooLong = checkLength(text, MAX_DNS_SUBDOMAIN_LENGTH);
  if (tooLong !== undefined) return tooLong;
  for (const part of text.split('.')) {
    if (part === '') return 'has an empty part: dots stand between two parts';
    const reason = checkDnsCharacters(part);
    if (reason !== undefined) return text === part ? reason : `part ${JSON.stringify(part)}: ${reason}`;
  }
  return undefined;
}

/** The key of a label or of a taint: a name, and before it perhaps a DNS subdomain and a slash. */
export function checkLabelKey(key: string): string | undefined {
  const parts = key.split('/');
  if (parts.length > 2) return 'has more than one slash: a key is name or prefix/name';
  const [prefix, name] = parts.length === 2 ? [parts[0], parts[1]] : [undefined, key];
  if (prefix === '') return 'has nothing before the slash';
  const reason = prefix === undefined ? undefined : checkDnsSubdomain(prefix);
  if (reason !== undefined) return `prefix: ${reason}`;
  if (name === '' && prefix !== undefined) return 'has nothing after the slash';
  return checkLabelPart(name ?? '');
}

/** The value of a label or of a taint; it may be empty. */
export function checkLabelValue(value: string): string | undefined {
  return value === '' ? undefined : checkLabelPart(value);
}

/** A taint as the kubelet takes it: `key=value:Effect`, or `key:Effect` without a value. */
export function checkTaint(taint: string): string | undefined {
  const colon = taint.lastIndexOf(':');
  if (colon === -1) return 'has no effect: it ends with :NoSchedule, :PreferNoSchedule or :NoExecute';
  const effect = taint.slice(colon + 1);
  if (!TAINT_EFFECTS.some((known) => known === effect)) {
    return `effect ${JSON.stringify(effect)} is not NoSchedule, PreferNoSchedule or NoExecute`;
  }
  const [key = '', ...values] = taint.slice(0, colon).split('=');
  if (values.length > 1) return 'has more than one equals sign';
  const keyReason = checkLabelKey(key);
  if (keyReason !== undefined) return `key: ${keyReason}`;
  const valueReason = checkLabelValue(values[0] ?? '');
  return valueReason === undefined ? undefined : `value: ${valueReason}`;
}

/** Namespaces of which a kubelet may set any label on its own node, their subdomains included (NodeRestriction). */
const KUBELET_NAMESPACES = ['kubelet.kubernetes.io', 'node.kubernetes.io'];

/** The other labels of Kubernetes' own that a kubelet may set (NodeRestriction; k8s.io/kubelet/pkg/apis). */
const KUBELET_LABELS: ReadonlySet<string> = new Set([
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/instance-type',
  'beta.kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'kubernetes.io/arch',
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
]);

/**
 * The key of a label that the kubelet is to give its own node: besides a correct key, one that it may set. With another
 * of kubernetes.io or k8s.io it does not even start, and node-restriction.kubernetes.io is refused by the API server.
 */
export function checkNodeLabel(key: string): string | undefined {
  const reason = checkLabelKey(key);
  if (reason !== undefined) return reason;
  const namespace = key.slice(0, Math.max(0, key.indexOf('/')));
  if (isWithin(namespace, 'node-restriction.kubernetes.io')) return 'is reserved: no node may give itself this label';
  if (!isWithin(namespace, 'kubernetes.io') && !isWithin(namespace, 'k8s.io')) return undefined;
  if (KUBELET_LABELS.has(key) || KUBELET_NAMESPACES.some((own) => isWithin(namespace, own))) return undefined;
  return `is reserved: of ${namespace} a node may not give itself this label`;
}

/** Whether `namespace` is `domain` or a subdomain of it. */
function isWithin(namespace: string, domain: string): boolean {
  return namespace === domain || namespace.endsWith(`.${domain}`);
}

function checkDnsCharacters(text: string): string | undefined {
  const outside = OUTSIDE_DNS.exec(text);
  if (outside !== null) return `has ${describeCharacter(outside[0])}; only a to z, 0 to 9 and - are allowed`;
  return checkEnds(text, 'a lower-case letter or digit');
}

function checkLabelPart(text: string): string | undefined {
  const tooLong = checkLength(text, MAX_LABEL_PART_LENGTH);
  if (tooLong !== undefined) return tooLong;
  const outside = OUTSIDE_LABEL.exec(text);
  if (outside !== null) return `has ${describeCharacter(outside[0])}; only letters, digits, -, _ and . are allowed`;
  return checkEnds(text, 'a letter or digit');
}

function checkLength(text: string, longest: number): string | undefined {
  if (text === '') return 'is empty';
  return text.length > longest ? `longer than ${longest} characters (${text.length})` : undefined;
}

function checkEnds(text: string, allowed: string): string | undefined {
  if (!ALPHANUMERIC.test(text.charAt(0))) return `must begin with ${allowed}`;
  return ALPHANUMERIC.test(text.charAt(text.length - 1)) ? undefined : `must end with ${allowed}`;
}

/** Spaces and what cannot be printed would be invisible between quotes. */
function describeCharacter(character: string): string {
  if (character === ' ') return 'a space';
  return /[!-~]/.test(character) ? character : 'a character that is not printable ASCII';
}
