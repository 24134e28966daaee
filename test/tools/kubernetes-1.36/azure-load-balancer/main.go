// Command azure-load-balancer lets Azure's own cloud provider reconcile a Service of type LoadBalancer, as the cloud
// controller manager does it, without an API server: nodes and the Service come from stdin, as YAML or JSON with the keys
// nodes and service, and Azure is asked where resourceManagerEndpoint of azure.json says. Prints the Service's status.
//
//	azure-load-balancer ensure|update|delete CLUSTER AZURE.JSON
//
// With nodes in place of an action it prints what the cloud controller manager would learn of each node.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	cloudprovider "k8s.io/cloud-provider"
	"sigs.k8s.io/cloud-provider-azure/pkg/provider"
	"sigs.k8s.io/yaml"
)

// How long a reconciliation may take.
const patience = 60 * time.Second

func main() {
	if len(os.Args) != 4 {
		fail(fmt.Errorf("usage: azure-load-balancer ensure|update|delete|nodes CLUSTER AZURE.JSON"))
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	status, err := reconcile(ctx, os.Args[1], os.Args[2], os.Args[3])
	if err != nil {
		fail(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(status); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "error:", err)
	os.Exit(1)
}

func reconcile(ctx context.Context, action, cluster, config string) (any, error) {
	objects, err := readObjects(os.Stdin)
	if err != nil {
		return nil, err
	}
	closeTokens, err := serveTokens()
	if err != nil {
		return nil, err
	}
	defer closeTokens()
	cloud, err := connect(ctx, config, objects)
	if err != nil {
		return nil, err
	}
	if action == "nodes" {
		return describeNodes(ctx, cloud, objects.Nodes)
	}
	balancer, ok := cloud.LoadBalancer()
	if !ok {
		return nil, fmt.Errorf("the provider has no load balancer")
	}
	switch action {
	case "ensure":
		return balancer.EnsureLoadBalancer(ctx, cluster, objects.Service, objects.Nodes)
	case "update":
		if err := balancer.UpdateLoadBalancer(ctx, cluster, objects.Service, objects.Nodes); err != nil {
			return nil, err
		}
		status, _, err := balancer.GetLoadBalancer(ctx, cluster, objects.Service)
		return status, err
	case "delete":
		return &v1.LoadBalancerStatus{}, balancer.EnsureLoadBalancerDeleted(ctx, cluster, objects.Service)
	}
	return nil, fmt.Errorf("%q is not ensure, update, delete or nodes", action)
}

// objects are what an API server would have.
type objects struct {
	Nodes   []*v1.Node  `json:"nodes"`
	Service *v1.Service `json:"service"`
}

func readObjects(from io.Reader) (objects, error) {
	var read objects
	text, err := io.ReadAll(from)
	if err != nil {
		return read, err
	}
	return read, yaml.UnmarshalStrict(text, &read)
}

// connect makes the provider as the cloud controller manager makes it, with informers that know the objects.
func connect(ctx context.Context, config string, objects objects) (cloudprovider.Interface, error) {
	known := []runtime.Object{objects.Service}
	for _, node := range objects.Nodes {
		known = append(known, node)
	}
	clients := clients{fake.NewClientset(known...)}
	cloud, err := provider.NewCloudFromConfigFile(ctx, clients, config, true)
	if err != nil {
		return nil, err
	}
	cloud.Initialize(clients, ctx.Done())
	factory := informers.NewSharedInformerFactory(clients.Interface, 0)
	if user, ok := cloud.(cloudprovider.InformerUser); ok {
		user.SetInformers(factory)
	}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	return cloud, nil
}
