package visitor

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
)

// SiteVariable names the environment variable with the folder of a site that is built.
const SiteVariable = "GOLESSONS_TEST_SITE"

// BuildSite builds the site in a folder, which is not there yet, unless the environment
// names one that is built. It returns the site's folder. It runs `go run . site` for the
// module in whose folders the program runs, which has been set up.
func BuildSite(ctx context.Context, dir string) (string, error) {
	if built := os.Getenv(SiteVariable); built != "" {
		return built, nil
	}
	cmd := exec.CommandContext(ctx, "go", "run", "golessons", "site", dir)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("go run . site: %w\n%s", err, out.Bytes())
	}
	return dir, nil
}
