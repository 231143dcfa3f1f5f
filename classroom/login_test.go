//go:build unix

package classroom

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// refusals checks that the log-in refuses odd input: it causes no error and
// lets nobody in.
func refusals(c *class) { refuses(c, true) }

// refuses does the work of refusals, for a hub with a form or with a log-in
// elsewhere.
func refuses(c *class, form bool) {
	one := c.Names[0]
	long := strings.Repeat("x", 200_000)
	for what, body := range map[string]string{
		"nothing":                     "",
		"no name":                     "password=" + Password(one),
		"no password":                 "username=" + one,
		"empty":                       "username=&password=",
		"an empty password":           "username=" + one + "&password=",
		"a wrong password":            "username=" + one + "&password=" + Password(c.Names[1]),
		"an unknown name":             "username=nobody-here&password=" + Password("nobody-here"),
		"a user of the system":        "username=root&password=" + Password("root"),
		"a path":                      "username=../" + one + "&password=" + Password(one),
		"a long name":                 "username=" + long + "&password=x",
		"a long password":             "username=" + one + "&password=" + long,
		"a name that is not ASCII":    "username=%E8%8A%B1%E5%AD%90&password=" + Password(one),
		"a password that isn't ASCII": "username=" + one + "&password=%E3%81%95%E3%81%8F%E3%82%89%E3%81%AE%E8%8A%B1%E3%81%8C",
		"NUL in the name":             "username=%00gol%00" + one + "&password=" + Password(one),
		"NUL in the password":         "username=" + one + "&password=" + Password(one) + "%00",
		"no UTF-8 in the name":        "username=%ff%fe&password=" + Password(one),
		"no UTF-8 in the password":    "username=" + one + "&password=%ff%fe",
		"a one-time password":         "username=" + one + "&password=x&otp=%ff",
		"a field nobody asked for":    "username=" + one + "&password=x&groups=admin&admin=true",
		"two names":                   "username=" + one + "&username=root&password=x",
	} {
		a := c.ask("stranger", "form", "body", body)
		if a.Code < 400 || a.Code >= 500 {
			c.Errorf("%s: %d to %q: %.300s", what, a.Code, a.URL, a.Text)
		}
		if form && !strings.Contains(a.Text, "login") || strings.Contains(a.Text, "Traceback") {
			c.Errorf("%s: no page to log in again: %.300s", what, a.Text)
		}
	}
	for kind, body := range map[string]string{
		"application/json":                   `{"username": "` + one + `", "password": "` + Password(one) + `"}`,
		"multipart/form-data":                "--x",
		"multipart/form-data; boundary=x":    "--x\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\n" + one,
		"text/plain":                         "username=" + one,
		"application/x-www-form-urlencoded;": "%%%=%&=&&&",
	} {
		if a := c.ask("stranger", "form", "body", body, "kind", kind); a.Code < 400 || a.Code >= 500 {
			c.Errorf("%s: %d to %q: %.300s", kind, a.Code, a.URL, a.Text)
		}
	}
	for _, path := range []string{
		"/hub/login?username=%ff", "/hub/login?username=%00", "/hub/login?next=%ff", "/hub/login?next=https://example.org/", "/hub/login?next=//example.org",
		"/hub/oauth_login", "/hub/oauth_callback", "/hub/oauth_callback?code=x&state=y", "/hub/oauth_callback?error=denied&error_description=%ff", "/hub/signup", "/hub/logout",
		"/hub/api/oauth2/authorize", "/hub/api/oauth2/authorize?client_id=x&redirect_uri=y&response_type=code", "/hub/token", "/hub/admin", "/hub/home", "/hub/user/%ff/", "/user/%00/",
	} {
		a := c.ask("stranger", "request", "method", "GET", "path", path, "bare", true, "follow", false)
		if a.Code >= 500 || strings.Contains(a.Text, "Traceback") {
			c.Errorf("GET %s: %d %.300s", path, a.Code, a.Text)
		}
	}
}

// tooOften checks that passwords cannot be guessed: after a few wrong ones for a
// name even the right one is refused for a while; other names are not affected.
func tooOften(c *class) {
	one, two := c.Names[1], c.Names[2]
	for i := range 5 {
		if a := c.ask("stranger", "form", "body", "username="+one+"&password=wrong"); a.Code != 403 {
			c.Errorf("wrong password %d: %d", i+1, a.Code)
		}
	}
	a := c.ask("stranger", "form", "body", "username="+one+"&password="+Password(one))
	if a.Code != 429 || !strings.Contains(a.Text, "Too many wrong passwords. Try again in five minutes.") {
		c.Errorf("the right password after five wrong ones: %d %.2000s", a.Code, a.Text)
	}
	if a := c.ask("stranger", "form", "body", "username="+two+"&password="+Password(two)); a.Code != 302 {
		c.Errorf("another's right password: %d", a.Code)
	}
}

// teacher checks what a teacher may do, and that others' servers, which an
// administrator of JupyterHub could open, are closed to a teacher.
func teacher(c *class) {
	one, sensei := c.Names[0], c.Teacher
	if _, err := c.Do(sensei, "login", "password", Password(sensei)); err != nil {
		c.Fatal(err)
	}
	get := func(who, method, path string, body any) *Answer {
		return c.ask(who, "request", "method", method, "path", path, "body", body)
	}
	if a := get(sensei, "GET", "/hub/admin", nil); a.Code != 200 {
		c.Errorf("the control page: %d", a.Code)
	}
	a := get(sensei, "GET", "/hub/api/users?include_stopped_servers=true", nil)
	for _, name := range c.Names {
		if a.Code != 200 || !strings.Contains(a.Text, `"`+name+`"`) {
			c.Errorf("the list of learners has no %s: %d %.500s", name, a.Code, a.Text)
		}
	}
	for _, try := range []struct {
		who, method, path string
		body              any
	}{
		{sensei, "GET", "/user/" + one + "/lab", nil},
		{sensei, "GET", "/user/" + one + "/api/contents", nil},
		{sensei, "POST", "/hub/api/users/" + one + "/tokens", map[string]any{"note": "x"}},
		{sensei, "PATCH", "/hub/api/users/" + sensei, map[string]any{"admin": true}},
		{sensei, "POST", "/hub/api/users/stranger", map[string]any{}},
		{sensei, "POST", "/hub/api/shutdown", map[string]any{}},
		{one, "GET", "/hub/admin", nil},
		{one, "GET", "/hub/api/users", nil},
		{one, "DELETE", "/hub/api/users/" + c.Names[1], nil},
		{one, "PATCH", "/hub/api/users/" + one, map[string]any{"admin": true}},
	} {
		if a := get(try.who, try.method, try.path, try.body); a.Code != 403 && a.Code != 404 {
			c.Errorf("%s: %s %s: %d %.300s", try.who, try.method, try.path, a.Code, a.Text)
		}
	}
	// A server that hangs is stopped and started.
	three := c.Names[2]
	if a := get(sensei, "DELETE", "/hub/api/users/"+three+"/server", nil); a.Code != 204 && a.Code != 202 {
		c.Errorf("stopping: %d %s", a.Code, a.Text)
	}
	c.ask(three, "stop")
	if a := get(sensei, "POST", "/hub/api/users/"+three+"/server", nil); a.Code != 201 && a.Code != 202 {
		c.Errorf("starting: %d %s", a.Code, a.Text)
	}
	c.begin(three)
	c.works(three)
}

// edit changes class.ini and restarts the hub with it.
func (c *class) edit(old, new string) {
	c.Helper()
	ini := read(c.T, c.ini)
	if !strings.Contains(ini, old) {
		c.Fatalf("%s has no %q", c.ini, old)
	}
	if err := os.WriteFile(c.ini, []byte(strings.Replace(ini, old, new, 1)), 0o600); err != nil {
		c.Fatal(err)
	}
	if c.hub != nil {
		c.StopHub()
	}
	if err := c.StartHub(); err != nil {
		c.Fatal(err)
	}
}

// leftOut takes a name out of class.ini. The learner's browser is logged in, and can
// then do no more than a stranger's.
func leftOut(c *class) {
	last := c.Names[len(c.Names)-1]
	line := last + " = " + Password(last) + "\n"
	if a := c.ask(last, "request", "method", "GET", "path", "/hub/api/user"); a.Code != 200 {
		c.Errorf("before: %d", a.Code)
	}
	c.edit(line, "")
	if a := c.ask("stranger", "form", "body", "username="+last+"&password="+Password(last)); a.Code != 403 {
		c.Errorf("the log-in: %d", a.Code)
	}
	for method, path := range map[string]string{"GET": "/hub/api/users/" + last, "POST": "/hub/api/users/" + last + "/server"} {
		if a := c.ask(last, "request", "method", method, "path", path); a.Code != 403 && a.Code != 404 {
			c.Errorf("%s %s: %d %.300s", method, path, a.Code, a.Text)
		}
	}
	c.edit("[learners]\n", "[learners]\n"+line)
	if a := c.ask(last, "login", "password", Password(last)); a.Code != 302 {
		c.Errorf("with the name in the file again: %d", a.Code)
	}
	c.begin(last)
	// The others' pages have lost the proxy twice, and connect again.
	for _, name := range c.Names[:len(c.Names)-1] {
		c.ask(name, "connect")
	}
}

// With a certificate the hub speaks TLS and nothing else.
func TestTLS(t *testing.T) {
	course := install(t)
	k := classOf(t, course, "goltls")
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature, SubjectKeyId: []byte("class")}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	ini := read(t, k.ini)
	for name, block := range map[string]*pem.Block{"certificate": {Type: "CERTIFICATE", Bytes: certificate}, "key": {Type: "PRIVATE KEY", Bytes: private}} {
		file := filepath.Join(k.Folder, name)
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		ini = strings.Replace(ini, "[hub]\n", "[hub]\n"+name+" = "+file+"\n", 1)
	}
	if err := os.WriteFile(k.ini, []byte(ini), 0o600); err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(certificate)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	k.http.Transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}
	k.env = append(k.env, "SSL_CERT_FILE="+filepath.Join(k.Folder, "certificate"))
	plain := k.url
	k.url = strings.Replace(k.url, "http:", "https:", 1)
	if err := k.StartHub(); err != nil {
		t.Fatal(err)
	}
	jar, _ := cookiejar.New(nil)
	browser := http.Client{Transport: k.http.Transport, Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := browser.Get(k.url + "/hub/login")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 200 || len(resp.Cookies()) != 1 {
		t.Fatalf("the log-in page: %s, %v", resp.Status, resp.Cookies())
	}
	resp, err = browser.PostForm(k.url+"/hub/login?_xsrf="+url.QueryEscape(resp.Cookies()[0].Value), url.Values{"username": {k.Names[1]}, "password": {Password(k.Names[1])}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	secure := 0
	for _, cookie := range resp.Cookies() {
		if cookie.Secure {
			secure++
		} else if cookie.Name != "_xsrf" { // _xsrf does not say who somebody is
			t.Errorf("the cookie %s may go without TLS", cookie.Name)
		}
	}
	if resp.StatusCode != 302 || secure == 0 {
		t.Errorf("the log-in: %s, %v", resp.Status, resp.Cookies())
	}
	if resp, err := http.Get(plain + "/hub/login"); err == nil {
		resp.Body.Close()
		t.Errorf("without TLS: %s", resp.Status)
	}
	c := &class{k, t}
	if _, err := c.Do(k.Names[0], "login", "password", Password(k.Names[0])); err != nil {
		t.Fatal(err)
	}
	c.begin(k.Names[0])
	c.works(k.Names[0])
}

// With subdomain each learner has an address of their own. A page there cannot act
// at the hub's address, and a teacher may open it after a question from the hub.
func TestSubdomains(t *testing.T) {
	course := install(t)
	k := classOf(t, course, "golsub")
	k.url, k.subdomains = strings.Replace(k.url, "127.0.0.1", "hub.localhost", 1), true
	k.http.Transport = &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		_, port, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		return (&net.Dialer{}).DialContext(ctx, network, "127.0.0.1:"+port)
	}}
	c := &class{k, t}
	c.edit("[hub]\n", "[hub]\nsubdomain = "+k.url+"\n")
	one, two := k.Names[0], k.Teacher
	for _, name := range []string{one, two} {
		if _, err := c.Do(name, "login", "password", Password(name)); err != nil {
			t.Fatal(err)
		}
	}
	c.begin(one)
	c.works(one)
	// The hub asks a teacher for confirmation, and refuses another learner.
	if a := c.ask(two, "request", "method", "GET", "path", "/user/"+one+"/lab"); a.Code != 200 || !strings.Contains(a.URL, "//hub.localhost:") || !strings.Contains(a.Text, `name="scopes"`) {
		t.Errorf("a learner's server, opened by the teacher: %d at %s", a.Code, a.URL)
	}
	if _, err := c.Do(k.Names[1], "login", "password", Password(k.Names[1])); err != nil {
		t.Fatal(err)
	}
	if a := c.ask(k.Names[1], "request", "method", "GET", "path", "/user/"+one+"/lab"); a.Code != 403 {
		t.Errorf("a learner's server, opened by another: %d at %s", a.Code, a.URL)
	}
	theirs := strings.Replace(k.url, "://", "://"+one+".", 1)
	for _, path := range []string{"/hub/home", "/hub/api/users", "/hub/admin"} {
		if a := c.ask(two, "request", "method", "GET", "path", theirs+path, "follow", false); a.Code != 302 && a.Code != 403 {
			t.Errorf("a teacher's rights at a learner's address: %s: %d", path, a.Code)
		}
	}
}

// listeners names the user who listens on a port, so that a port on which another
// learner listens is not taken for a server.
func TestListeners(t *testing.T) {
	course := install(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := fmt.Sprint(l.Addr().(*net.TCPAddr).Port)
	listening := func() string {
		cmd := exec.Command(python(course), "-c", "import sys; sys.path.insert(0, sys.argv[1]); from golessons_hub.local_learner import listeners; print(listeners(int(sys.argv[2])))",
			filepath.Join(course, "src", "classroom"), port)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return strings.TrimSpace(string(out))
	}
	if got := listening(); got != fmt.Sprintf("{%d}", os.Getuid()) {
		t.Errorf("who listens on %s: %s", port, got)
	}
	l.Close()
	if got := listening(); got != "set()" {
		t.Errorf("nobody listens on %s, but %s", port, got)
	}
}

// A server that ends at its start is reported as such: another learner may listen
// on its port by then.
func TestEndedAtStart(t *testing.T) {
	out, err := exec.Command("python3", "testdata/ended.py", ".").CombinedOutput()
	want := `ChildProcessError the server ended at its start; what it wrote is in the hub's output
stopped
PermissionError somebody else listens on port PORT; start the server again
`
	if err != nil || string(out) != want {
		t.Errorf("%v\n%s", err, out)
	}
}

// Failures are counted by address, which the proxy tells the hub. Learners' cells
// reach the hub without the proxy, and their headers must not count.
func TestAddresses(t *testing.T) {
	course := install(t)
	if os.Getuid() != 0 {
		t.Skip("only root can ask as another user")
	}
	cmd := exec.Command(python(course), "testdata/address.py", filepath.Join(course, "src", "classroom"), "0", "65534")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := strings.ReplaceAll(`0 SOURCE '192.0.2.1, 192.0.2.2' is 192.0.2.2
0 SOURCE '192.0.2.3, 2001:db8:1:2:3::4' is 2001:db8:1:2::/64
0 SOURCE '127.0.0.5' is this machine
0 SOURCE 'junk' is junk
0 SOURCE '' is this machine
65534 SOURCE '192.0.2.1, 192.0.2.2' is this machine
65534 SOURCE '192.0.2.3, 2001:db8:1:2:3::4' is this machine
65534 SOURCE '127.0.0.5' is this machine
65534 SOURCE 'junk' is this machine
65534 SOURCE '' is this machine
`, "SOURCE", "127.0.0.1")
	got := strings.ReplaceAll(string(out), "127.0.0.77", "127.0.0.1") // either is this machine
	root, nobody, _ := strings.Cut(want, "65534")
	nobody = "65534" + nobody
	if got != root+root+nobody+nobody {
		t.Errorf("got\n%s", got)
	}
}

// A learner who is kept out by failures from other addresses is told to ask the
// teacher; waiting for five minutes would not help.
func TestTooManyFromAll(t *testing.T) {
	course := install(t)
	out, err := exec.Command(python(course), "testdata/toomany.py", filepath.Join(course, "src", "classroom")).CombinedOutput()
	want := `Too many wrong passwords. Try again in five minutes.
x
Too many wrong passwords for this name, from several computers. Tell the teacher, or try again in an hour.
複数の PC からこの名前でのパスワードの誤りが続いたため、いまはログインできません。教員に知らせるか、1 時間後にもう一度試してください。
`
	if err != nil || string(out) != want {
		t.Errorf("%v\n%s", err, out)
	}
}

// Without passwords in class.ini the Unix user's password counts.
func TestUnixPasswords(t *testing.T) {
	course := install(t)
	k := classOf(t, course, "golunix")
	c := &class{k, t}
	ini := read(t, k.ini)
	for _, name := range append(k.Names, k.Teacher) {
		ini = strings.Replace(ini, name+" = "+Password(name), name, 1)
	}
	if err := os.WriteFile(k.ini, []byte(ini), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := k.StartHub(); err != nil {
		t.Fatal(err)
	}
	one, two := k.Names[0], k.Names[1]
	// A Unix user without a password cannot log in.
	if a := c.ask("stranger", "form", "body", "username="+one+"&password="+Password(one)); a.Code != 403 {
		t.Errorf("a user without a password: %d", a.Code)
	}
	set := exec.Command("chpasswd")
	set.Stdin = strings.NewReader(fmt.Sprintf("%s:%s\n%s:さくらの花が咲いた\n", one, Password(one), two))
	if out, err := set.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if a := c.ask("stranger", "form", "body", "username="+one+"&password="+Password(one)); a.Code != 302 {
		t.Errorf("the right password: %d", a.Code)
	}
	if a := c.ask("stranger", "form", "body", "username="+two+"&password=%E3%81%95%E3%81%8F%E3%82%89%E3%81%AE%E8%8A%B1%E3%81%8C%E5%92%B2%E3%81%84%E3%81%9F"); a.Code != 302 {
		t.Errorf("the right password in Japanese: %d", a.Code)
	}
	refusals(c)
}

// With [oauth] the settings reach the authenticator in their types, the log-in leads
// to the institution, and answers that are not the institution's are refused.
func TestOAuth(t *testing.T) {
	course := install(t)
	out, err := exec.Command(python(course), "testdata/oauth.py", filepath.Join(course, "src", "classroom")).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
	k := classOf(t, course, "goloauth")
	c := &class{k, t}
	c.edit("[class]\n", `[oauth]
class = oauthenticator.generic.GenericOAuthenticator
client_id = golessons
client_secret = secret
oauth_callback_url = http://127.0.0.1:8000/hub/oauth_callback
authorize_url = https://id.example.ac.jp/authorize
token_url = https://id.example.ac.jp/token
userdata_url = https://id.example.ac.jp/userdata
username_claim = preferred_username
scope = openid profile
tls_verify = yes
extra_authorize_params = {"prompt": "login"}
[class]
`)
	a := c.ask("stranger", "request", "method", "GET", "path", "/hub/oauth_login", "bare", true, "follow", false)
	if a.Code != 302 {
		t.Errorf("the way to the institution: %d %.300s", a.Code, a.Text)
	}
	refuses(c, false)
}
