package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"
)

// serveTokens takes the place of the machine's own token endpoint, whose address nobody can change: the one of App Service,
// which managed identities are asked for where these variables are, gives the same tokens.
func serveTokens() (func(), error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: http.HandlerFunc(token), ReadHeaderTimeout: time.Second}
	go func() { _ = server.Serve(listener) }()
	for name, value := range map[string]string{
		"IDENTITY_ENDPOINT": "http://" + listener.Addr().String(),
		"IDENTITY_HEADER":   "any",
		"NO_PROXY":          "127.0.0.1",
	} {
		if err := os.Setenv(name, value); err != nil {
			return nil, err
		}
	}
	return func() { _ = server.Close() }, nil
}

// token answers with any token: the simulated Azure looks into none.
func token(response http.ResponseWriter, request *http.Request) {
	expires := strconv.FormatInt(time.Now().Add(time.Hour).Unix(), 10)
	response.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(
		response,
		`{"access_token":"managed","token_type":"Bearer","expires_in":"3600","expires_on":%q,"resource":%q}`,
		expires,
		request.URL.Query().Get("resource"),
	)
}
