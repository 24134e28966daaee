/**
 * kube-proxy's configuration. Packets of pods are known by the interfaces that they come from: pods' addresses are those of
 * the whole virtual network, so that no range tells pods of this node from anybody else.
 */
export function kubeProxyConfiguration(): unknown {
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'nftables',
    detectLocalMode: 'InterfaceNamePrefix',
    detectLocal: {interfaceNamePrefix: 'vn'},
  };
}
