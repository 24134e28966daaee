package main

import (
	"context"
	"fmt"

	v1 "k8s.io/api/core/v1"
	cloudprovider "k8s.io/cloud-provider"
)

// node is what the cloud controller manager asks of a node: whether its machine is there, whether it runs, and what it is.
type node struct {
	Name     string                          `json:"name"`
	Exists   bool                            `json:"exists"`
	Shutdown bool                            `json:"shutdown"`
	Metadata *cloudprovider.InstanceMetadata `json:"metadata"`
}

func describeNodes(ctx context.Context, cloud cloudprovider.Interface, nodes []*v1.Node) ([]node, error) {
	instances, ok := cloud.InstancesV2()
	if !ok {
		return nil, fmt.Errorf("the provider knows no instances")
	}
	described := []node{}
	for _, each := range nodes {
		exists, err := instances.InstanceExists(ctx, each)
		if err != nil {
			return nil, fmt.Errorf("%s: exists: %w", each.Name, err)
		}
		shutdown, err := instances.InstanceShutdown(ctx, each)
		if err != nil {
			return nil, fmt.Errorf("%s: shutdown: %w", each.Name, err)
		}
		metadata, err := instances.InstanceMetadata(ctx, each)
		if err != nil {
			return nil, fmt.Errorf("%s: metadata: %w", each.Name, err)
		}
		described = append(described, node{each.Name, exists, shutdown, metadata})
	}
	return described, nil
}
