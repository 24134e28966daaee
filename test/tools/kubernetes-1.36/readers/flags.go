package main

import (
	"errors"
	"maps"
	"slices"

	"github.com/spf13/pflag"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app/options"
	"k8s.io/kubernetes/cmd/kube-controller-manager/names"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app/options"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app/options"
	schedulerconfig "k8s.io/kubernetes/pkg/scheduler/apis/config/latest"

	"vnetk8s/test/tools/kubernetes-1.36/reading"
)

// The controllers that kubeadm turns on, by the older names that it uses. To know them all, all of them would have to be
// built.
var controllers = map[string]string{
	"bootstrapsigner": names.BootstrapSignerController,
	"tokencleaner":    names.TokenCleanerController,
}

func ofControllerManager() (reading.CommandLine, error) {
	options, err := controllermanager.NewKubeControllerManagerOptions()
	if err != nil {
		return reading.CommandLine{}, err
	}
	known := slices.Collect(maps.Values(controllers))
	return reading.CommandLine{
		Flags: reading.Sections("kube-controller-manager", options.Flags(known, nil, controllers)),
		Validate: func() error {
			if err := options.ComponentGlobalsRegistry.Set(); err != nil {
				return err
			}
			return options.Validate(known, nil, controllers)
		},
	}, nil
}

func ofScheduler() (reading.CommandLine, error) {
	options := scheduler.NewOptions()
	configuration, err := schedulerconfig.Default()
	if err != nil {
		return reading.CommandLine{}, err
	}
	options.ComponentConfig = configuration
	return reading.CommandLine{
		Flags: reading.Sections("kube-scheduler", *options.Flags),
		Validate: func() error {
			if err := options.ComponentGlobalsRegistry.Set(); err != nil {
				return err
			}
			return errors.Join(options.Validate()...)
		},
	}, nil
}

func ofKubelet() (reading.CommandLine, error) {
	options := kubelet.NewKubeletFlags()
	flags := pflag.NewFlagSet("kubelet", pflag.ContinueOnError)
	options.AddFlags(flags)
	kubelet.AddGlobalFlags(flags)
	return reading.CommandLine{
		Flags:    []*pflag.FlagSet{flags},
		Validate: func() error { return kubelet.ValidateKubeletFlags(options) },
	}, nil
}
