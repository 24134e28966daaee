package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/sirupsen/logrus"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/validation/field"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/client-go/tools/clientcmd"
	kubeconfigapi "k8s.io/client-go/tools/clientcmd/api"
	kubeconfig "k8s.io/client-go/tools/clientcmd/api/latest"
	kubeletconfig "k8s.io/kubernetes/pkg/kubelet/apis/config"
	kubeletscheme "k8s.io/kubernetes/pkg/kubelet/apis/config/scheme"
	kubeletvalidation "k8s.io/kubernetes/pkg/kubelet/apis/config/validation"
	proxyconfig "k8s.io/kubernetes/pkg/proxy/apis/config"
	proxyscheme "k8s.io/kubernetes/pkg/proxy/apis/config/scheme"
	proxyvalidation "k8s.io/kubernetes/pkg/proxy/apis/config/validation"
)

// decode reads a document strictly, into what it says it is.
func decode[T runtime.Object](codecs serializer.CodecFactory, text []byte) (T, error) {
	var none T
	object, kind, err := codecs.UniversalDecoder().Decode(text, nil, nil)
	if err != nil {
		return none, err
	}
	configuration, ok := object.(T)
	if !ok {
		return none, fmt.Errorf("this is a %v", kind)
	}
	return configuration, nil
}

func readKubelet(_ string, text []byte) error {
	_, codecs, err := kubeletscheme.NewSchemeAndCodecs(serializer.EnableStrict)
	if err != nil {
		return err
	}
	configuration, err := decode[*kubeletconfig.KubeletConfiguration](*codecs, text)
	if err != nil {
		return err
	}
	// Whether the machine has control groups of version 2 is asked of this one, and complained about: nodes do have them.
	configuration.FailCgroupV1 = false
	logrus.SetOutput(io.Discard)
	return kubeletvalidation.ValidateKubeletConfiguration(configuration, utilfeature.DefaultFeatureGate)
}

func readKubeProxy(_ string, text []byte) error {
	configuration, err := decode[*proxyconfig.KubeProxyConfiguration](proxyscheme.Codecs, text)
	if err != nil {
		return err
	}
	return all(proxyvalidation.Validate(configuration))
}

// readKubeconfig checks what clients check before they connect: every cluster, user and context.
func readKubeconfig(_ string, text []byte) error {
	codecs := serializer.NewCodecFactory(kubeconfig.Scheme, serializer.EnableStrict)
	configuration, err := decode[*kubeconfigapi.Config](codecs, text)
	if err != nil {
		return err
	}
	return errors.Join(
		clientcmd.Validate(*configuration),
		clientcmd.ConfirmUsable(*configuration, configuration.CurrentContext),
	)
}

// all makes one error of a list.
func all(problems field.ErrorList) error {
	if len(problems) == 0 {
		return nil
	}
	texts := make([]string, 0, len(problems))
	for _, problem := range problems {
		texts = append(texts, problem.Error())
	}
	return errors.New(strings.Join(texts, "\n"))
}
