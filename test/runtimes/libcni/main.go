// Command libcni calls plugins as container runtimes do that are built on libcni, the library of the CNI project: it is
// told by JSON on standard input what to do, and answers with JSON. It ends with status 1 if a plugin refuses.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/containernetworking/cni/libcni"
	"github.com/containernetworking/cni/pkg/types"
)

// request is one order to the library.
type request struct {
	Verb        string
	PluginDir   string
	CacheDir    string
	Conflist    string
	ContainerID string
	Namespace   string
	// Interface is eth0 if it is left out.
	Interface    string
	Capabilities map[string]any
	// Valid are the attachments that GC spares; null for a runtime that does not say.
	Valid []types.GCAttachment
	// Plugin is the plugin that VERSION asks.
	Plugin string
}

func main() {
	var order request
	if err := json.NewDecoder(os.Stdin).Decode(&order); err != nil {
		fail(err)
	}
	answer, err := order.carryOut(context.Background())
	if err != nil {
		fail(err)
	}
	print(answer)
}

func (r request) carryOut(ctx context.Context) (any, error) {
	library := libcni.NewCNIConfigWithCacheDir([]string{r.PluginDir}, r.CacheDir, nil)
	if r.Verb == "VERSION" {
		info, err := library.GetVersionInfo(ctx, r.Plugin)
		if err != nil {
			return nil, err
		}
		return info.SupportedVersions(), nil
	}
	list, err := libcni.ConfListFromFile(r.Conflist)
	if err != nil {
		return nil, err
	}
	container := &libcni.RuntimeConf{
		ContainerID:    r.ContainerID,
		NetNS:          r.Namespace,
		IfName:         r.Interface,
		CapabilityArgs: r.Capabilities,
	}
	switch r.Verb {
	case "VALIDATE":
		capabilities, err := library.ValidateNetworkList(ctx, list)
		slices.Sort(capabilities)
		return capabilities, err
	case "ADD":
		return library.AddNetworkList(ctx, list, container)
	case "CHECK":
		return nil, library.CheckNetworkList(ctx, list, container)
	case "DEL":
		return nil, library.DelNetworkList(ctx, list, container)
	case "GC":
		return nil, library.GCNetworkList(ctx, list, r.gcArguments())
	case "STATUS":
		return nil, library.GetStatusNetworkList(ctx, list)
	case "CACHED RESULT":
		return library.GetNetworkListCachedResult(list, container)
	case "CACHED ATTACHMENTS":
		return library.GetCachedAttachments(r.ContainerID)
	}
	return nil, fmt.Errorf("no such verb: %q", r.Verb)
}

func (r request) gcArguments() *libcni.GCArgs {
	if r.Valid == nil {
		return nil
	}
	return &libcni.GCArgs{ValidAttachments: r.Valid}
}

// fail prints what a plugin has said, with its code; other errors have the code 0.
func fail(err error) {
	refusal := types.Error{Msg: err.Error()}
	var own *types.Error
	if errors.As(err, &own) {
		refusal = *own
	}
	print(refusal)
	os.Exit(1)
}

func print(value any) {
	if err := json.NewEncoder(os.Stdout).Encode(value); err != nil {
		panic(err)
	}
}
