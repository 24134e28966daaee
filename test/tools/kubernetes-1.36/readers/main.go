// Command readers lets the programs of a cluster read what is made for them, with their own code: what they would refuse,
// and keys that they would silently ignore, end it with 1.
//
//	readers kubelet FILE         a KubeletConfiguration
//	readers kube-proxy FILE      a KubeProxyConfiguration
//	readers kubeconfig FILE      a kubeconfig, which must be complete
//	readers azure FILE           the cloud provider's azure.json
//	readers flags PROGRAM ARG... the command line of a program
package main

import (
	"errors"
	"fmt"
	"os"
)

// A reader judges what its arguments name.
type reader func(args []string) error

var readers = map[string]reader{
	"kubelet":    file(readKubelet),
	"kube-proxy": file(readKubeProxy),
	"kubeconfig": file(readKubeconfig),
	"azure":      file(readAzure),
	"flags":      readFlags,
}

// file makes a reader of one that judges a file.
func file(read func(path string, text []byte) error) reader {
	return func(args []string) error {
		if len(args) != 1 {
			return errors.New("expected one file")
		}
		text, err := os.ReadFile(args[0])
		if err != nil {
			return err
		}
		return read(args[0], text)
	}
}

func main() {
	if len(os.Args) < 2 || readers[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: readers kubelet|kube-proxy|kubeconfig|azure FILE, or readers flags PROGRAM ARG...")
		os.Exit(2)
	}
	if err := readers[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
