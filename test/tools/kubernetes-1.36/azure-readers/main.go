// Command azure-readers lets Azure's cloud provider read what is made for it, with its own code: what it would refuse, and
// keys that it would silently ignore, end it with 1. It cannot be one program with the readers of Kubernetes' own: both
// register a flag called version.
//
//	azure-readers azure FILE           azure.json
//	azure-readers flags PROGRAM ARG... the command line of cloud-controller-manager or cloud-node-manager
package main

import "vnetk8s/test/tools/kubernetes-1.36/reading"

func main() {
	reading.Main(map[string]reading.Reader{
		"azure": reading.File(readAzure),
		"flags": reading.Flags(map[string]func() (reading.CommandLine, error){
			"cloud-controller-manager": ofControllerManager,
			"cloud-node-manager":       ofNodeManager,
		}),
	})
}
