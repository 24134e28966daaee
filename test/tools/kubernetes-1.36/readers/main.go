// Command readers lets Kubernetes' programs read what is made for them, with their own code: what they would refuse, and
// keys that they would silently ignore, end it with 1.
//
//	readers kubelet FILE         a KubeletConfiguration
//	readers kube-proxy FILE      a KubeProxyConfiguration
//	readers kubeconfig FILE      a kubeconfig, which must be complete
//	readers flags PROGRAM ARG... the command line of kube-controller-manager, kube-scheduler or the kubelet
package main

import "vnetk8s/test/tools/kubernetes-1.36/reading"

func main() {
	reading.Main(map[string]reading.Reader{
		"kubelet":    reading.File(readKubelet),
		"kube-proxy": reading.File(readKubeProxy),
		"kubeconfig": reading.File(readKubeconfig),
		"flags": reading.Flags(map[string]func() (reading.CommandLine, error){
			"kube-controller-manager": ofControllerManager,
			"kube-scheduler":          ofScheduler,
			"kubelet":                 ofKubelet,
		}),
	})
}
