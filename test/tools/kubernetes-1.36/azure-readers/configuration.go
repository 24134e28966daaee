package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sigs.k8s.io/cloud-provider-azure/pkg/azclient"
	"sigs.k8s.io/cloud-provider-azure/pkg/azclient/configloader"
	"sigs.k8s.io/cloud-provider-azure/pkg/consts"
	"sigs.k8s.io/cloud-provider-azure/pkg/provider/config"
	"sigs.k8s.io/yaml"
)

// readAzure reads as the cloud controller manager does, but strictly: it would ignore a key that it does not know. What its
// provider refuses later, when it can ask Azure, is checked here by the constants that it compares with.
func readAzure(path string, text []byte) error {
	var strict config.Config
	if err := yaml.UnmarshalStrict(text, &strict); err != nil {
		return err
	}
	loaded, err := configloader.Load[config.Config](context.Background(), nil, &configloader.FileLoaderConfig{FilePath: path})
	if err != nil {
		return err
	}
	if _, _, err := azclient.GetAzCoreClientOption(&loaded.ARMClientConfig); err != nil {
		return err
	}
	return checkAzure(loaded)
}

func checkAzure(loaded *config.Config) error {
	choices := []struct {
		key, value string
		allowed    []string
	}{
		{"cloud", loaded.Cloud, []string{"AzurePublicCloud", "AzureUSGovernmentCloud", "AzureChinaCloud"}},
		{"vmType", loaded.VMType, []string{consts.VMTypeVMSS, consts.VMTypeStandard, consts.VMTypeVmssFlex}},
		{"loadBalancerSku", loaded.LoadBalancerSKU, []string{consts.LoadBalancerSKUStandard}},
		{
			"loadBalancerBackendPoolConfigurationType",
			loaded.LoadBalancerBackendPoolConfigurationType,
			[]string{
				consts.LoadBalancerBackendPoolConfigurationTypeNodeIP,
				consts.LoadBalancerBackendPoolConfigurationTypeNodeIPConfiguration,
			},
		},
	}
	for _, choice := range choices {
		if !slices.Contains(choice.allowed, choice.value) {
			return fmt.Errorf("%s is %q, not one of %s", choice.key, choice.value, strings.Join(choice.allowed, ", "))
		}
	}
	if loaded.DisableAvailabilitySetNodes && loaded.VMType != consts.VMTypeVMSS {
		return fmt.Errorf("disableAvailabilitySetNodes goes with vmType %s only", consts.VMTypeVMSS)
	}
	return nil
}
