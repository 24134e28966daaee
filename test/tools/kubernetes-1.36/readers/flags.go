package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/spf13/pflag"
	"k8s.io/cloud-provider/names"
	cliflag "k8s.io/component-base/cli/flag"
	"k8s.io/component-base/cli/globalflag"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app/options"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app/options"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app/options"
	cloudcontrollermanager "sigs.k8s.io/cloud-provider-azure/cmd/cloud-controller-manager/app"
	cloudcontrollermanageroptions "sigs.k8s.io/cloud-provider-azure/cmd/cloud-controller-manager/app/options"
	cloudnodemanager "sigs.k8s.io/cloud-provider-azure/cmd/cloud-node-manager/app/options"
)

// A commandLine is what a program knows of flags, and how it judges their values once they are parsed.
type commandLine struct {
	flags    []*pflag.FlagSet
	validate func() error
}

var commandLines = map[string]func() (commandLine, error){
	"kube-controller-manager":  ofControllerManager,
	"kube-scheduler":           ofScheduler,
	"kubelet":                  ofKubelet,
	"cloud-controller-manager": ofCloudControllerManager,
	"cloud-node-manager":       ofCloudNodeManager,
}

func readFlags(args []string) error {
	if len(args) == 0 || commandLines[args[0]] == nil {
		return errors.New("expected a program whose flags are known")
	}
	line, err := commandLines[args[0]]()
	if err != nil {
		return err
	}
	flags := pflag.NewFlagSet(args[0], pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.SetNormalizeFunc(cliflag.WordSepNormalizeFunc)
	for _, known := range line.flags {
		flags.AddFlagSet(known)
	}
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if rest := flags.Args(); len(rest) > 0 {
		return fmt.Errorf("%q is no flag", rest[0])
	}
	if err := deprecated(flags); err != nil {
		return err
	}
	return line.validate()
}

// deprecated refuses what a program would only complain about.
func deprecated(flags *pflag.FlagSet) error {
	var found error
	flags.Visit(func(flag *pflag.Flag) {
		if flag.Deprecated != "" {
			found = errors.Join(found, fmt.Errorf("--%s is deprecated: %s", flag.Name, flag.Deprecated))
		}
	})
	return found
}

// named joins the sections of a program's help, and the flags that every program has.
func named(program string, sections cliflag.NamedFlagSets) []*pflag.FlagSet {
	globalflag.AddGlobalFlags(sections.FlagSet("global"), program)
	sets := make([]*pflag.FlagSet, 0, len(sections.FlagSets))
	for _, name := range slices.Sorted(maps.Keys(sections.FlagSets)) {
		sets = append(sets, sections.FlagSets[name])
	}
	return sets
}

func ofControllerManager() (commandLine, error) {
	options, err := controllermanager.NewKubeControllerManagerOptions()
	if err != nil {
		return commandLine{}, err
	}
	return commandLine{
		flags:    named("kube-controller-manager", options.Flags(nil, nil, nil)),
		validate: func() error { return options.Validate(nil, nil, nil) },
	}, nil
}

func ofScheduler() (commandLine, error) {
	options := scheduler.NewOptions()
	return commandLine{
		flags:    named("kube-scheduler", *options.Flags),
		validate: func() error { return errors.Join(options.Validate()...) },
	}, nil
}

func ofKubelet() (commandLine, error) {
	options := kubelet.NewKubeletFlags()
	flags := pflag.NewFlagSet("kubelet", pflag.ContinueOnError)
	options.AddFlags(flags)
	kubelet.AddGlobalFlags(flags)
	return commandLine{
		flags:    []*pflag.FlagSet{flags},
		validate: func() error { return kubelet.ValidateKubeletFlags(options) },
	}, nil
}

func ofCloudControllerManager() (commandLine, error) {
	options, err := cloudcontrollermanageroptions.NewCloudControllerManagerOptions()
	if err != nil {
		return commandLine{}, err
	}
	known, off := cloudcontrollermanager.KnownControllers(), cloudcontrollermanager.ControllersDisabledByDefault.List()
	return commandLine{
		flags:    named("cloud-controller-manager", options.Flags(known, off)),
		validate: func() error { return options.Validate(known, off, names.CCMControllerAliases()) },
	}, nil
}

func ofCloudNodeManager() (commandLine, error) {
	options, err := cloudnodemanager.NewCloudNodeManagerOptions()
	if err != nil {
		return commandLine{}, err
	}
	return commandLine{
		flags:    named("cloud-node-manager", options.Flags()),
		validate: func() error { return nil },
	}, nil
}
