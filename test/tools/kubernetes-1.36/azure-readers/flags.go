package main

import (
	"k8s.io/cloud-provider/names"
	"sigs.k8s.io/cloud-provider-azure/cmd/cloud-controller-manager/app"
	controllermanager "sigs.k8s.io/cloud-provider-azure/cmd/cloud-controller-manager/app/options"
	nodemanager "sigs.k8s.io/cloud-provider-azure/cmd/cloud-node-manager/app/options"

	"vnetk8s/test/tools/kubernetes-1.36/reading"
)

func ofControllerManager() (reading.CommandLine, error) {
	options, err := controllermanager.NewCloudControllerManagerOptions()
	if err != nil {
		return reading.CommandLine{}, err
	}
	known, off := app.KnownControllers(), app.ControllersDisabledByDefault.List()
	return reading.CommandLine{
		Flags:    reading.Sections("cloud-controller-manager", options.Flags(known, off)),
		Validate: func() error { return options.Validate(known, off, names.CCMControllerAliases()) },
	}, nil
}

func ofNodeManager() (reading.CommandLine, error) {
	options, err := nodemanager.NewCloudNodeManagerOptions()
	if err != nil {
		return reading.CommandLine{}, err
	}
	return reading.CommandLine{
		Flags:    reading.Sections("cloud-node-manager", options.Flags()),
		Validate: func() error { return nil },
	}, nil
}
