import { expect, test } from 'vitest';
import { statementsOf } from './shell.ts';

/** A text and the names of the holes in it. */
const holes: readonly (readonly [text: string, ...names: readonly string[]])[] = [
  ['kubectl logs <pod-name>', 'pod-name'],
  ['kubectl logs <pod name> -c <container>', 'pod-name', 'container'],
  ['curl http://<service-endpoint>/health', 'service-endpoint'],
  ['docker tag app:<old> app:<new|latest>', 'old', 'new|latest'],
  ['ssh <user@example.com>', 'user@example.com'],
  ['cmd <<cluster-name>>', 'cluster-name'],
  ['psql -h [db-host] -U [Pod Owner] -d [NAMESPACE]', 'db-host', 'Pod-Owner', 'NAMESPACE'],
  ['echo [X]', 'X'],
  ['helm upgrade {{release}} ./chart --set tag={{ image_tag }}', 'release', 'image_tag'],
  ['export API=YOUR_API_KEY', 'YOUR_API_KEY'],
  ['gcloud config set project your-project-id', 'your-project-id'],
  ['curl -u YOUR_USER:YOUR_PASSWORD https://your-domain.com', 'YOUR_USER', 'YOUR_PASSWORD', 'your-domain'],
  ['vault login --token xxx', 'token'],
  ['aws ec2 stop-instances --instance-ids i-xxxx', 'i-xxxx'],
  ['export ACCOUNT=XXX', 'ACCOUNT'],
  ['ping xxx.xxx.xxx.xxx', 'xxx.xxx.xxx.xxx'],
  ['docker run --name ... nginx', 'name'],
  ['curl -d \'{"password": "..."}\' localhost', 'password'],
  ['openssl base64 PASTE-YOUR-USER-HERE', 'PASTE-YOUR-USER-HERE'],
  ['cf target -s <space>', 'space'],
  ['export SECRET=CHANGEME', 'CHANGEME'],
  ['cat <<EOF\nhost: <host>\nEOF', 'host'],
  ["cat <<'EOF'\nhost: <host>\nEOF", 'host'],
  ['curl -d \'{"name": "<name>", "n": <count>}\' localhost', 'name', 'count'],
  ["ssh node 'systemctl restart <service>'", 'service'],
  ['ssh admin@ec2-xx-xx-xx-xx.compute.amazonaws.com', 'xx-xx-xx-xx'],
  ['ping 10.x.x.x', 'x.x.x'],
  ['...', 'value-line-1'],
  ['kubectl rollout restart deployment/{service}-web -n {environment name}', 'service', 'environment-name'],
  ['curl "http://{service}.{env}.internal/{id}"', 'service', 'env', 'id'],
  ['gcloud config set project {YOUR PROJECT}', 'YOUR-PROJECT'],
  ['export TENANT="12345"  # Replace with actual tenant ID', 'TENANT'],
  ['OWNER=acme # change to your org / user', 'OWNER'],
  ['BOLGE=eu-1 # kendi bölgenizi yazın', 'BOLGE'],
  ['VERSION={{< param git_version >}}', 'git_version'],
  ['docker pull shop:{{% version %}}', 'version'],
  ['bq rm -r -f [PROJECT]:[DATASET].[TABLE]', 'PROJECT', 'DATASET', 'TABLE'],
  ['export KEY=sk_live_... HOOK=whsec_...', 'KEY', 'HOOK'],
  ['vault login --token hvs.CAES...', 'token'],
  ['HOST=db.intern # durch Ihren Host ersetzen', 'HOST'],
];

test.each(holes)('%s', (text, ...names) => {
  const statements = statementsOf(text);
  expect(statements.flatMap(({ problems }) => problems)).toEqual([]);
  const found = statements.flatMap(({ placeholders }) => placeholders);
  expect(found.map(({ name }) => name)).toEqual(names);
  for (const { text: hole, range } of found) {
    expect(statements[0]?.text.slice(...range)).toBe(hole);
  }
});

const none = [
  'echo 0xxx a.xx x.y',
  'ps aux | grep "[T]omcat"; pgrep -f [A]PP_SERVER',
  'ls x.x max.x.x.tar',
  'echo "${a[0]}" a[1] [0]',
  'for i in {1..10}; do echo $i; done',
  'cp a.{txt,md} b; touch {a,b}; git show HEAD@{upstream}; find . -exec ls {} +',
  'curl -w "%{http_code}" localhost; exec {fd}>log; f() { echo a; }',
  "awk '{print}' x; jq '{name}' y",
  'python3 -c "print(f\'{name}\')"',
  "cat <<'EOF' > x.py\nprint(f'{name}')\nurl = base.format({name})\nEOF",
  'ls | xargs -I {name} cp {name} /tmp',
  'diff <(sort a) <(sort b)',
  'cat <<EOF\nplain\nEOF',
  'sort < in > out',
  'sort <in.txt>out.txt',
  '[ -f x ] && [ "$a" = b ]',
  '[[ -n $x && $y == z ]]',
  'ls [a-z]* [0-9]? *[abc].txt file[12].log',
  'curl -d \'[1, 2, "a"]\' localhost',
  "curl -d '[true]' localhost",
  "kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}{end}'",
  'kubectl get pods -o jsonpath=\'{.items[0].spec.containers[?(@.name=="x")]}\'',
  "docker ps --format '{{.Names}}: {{ .Status }}'",
  'docker inspect -f "{{range .Mounts}}{{json .}}{{end}}" web',
  'helm template . --set \'x={{ include "a" . }}\'',
  'echo $XXX ${XXX} $YOUR_NAME ${YOUR_NAME:-none}',
  'mktemp -d /tmp/work.XXXXXX',
  'tmp=$(mktemp /tmp/xxxXXX)',
  'echo "[INFO] starting" [OK]',
  'read -p "Continue? [y/N] " answer; read -p "Sure? [Yes/no]" answer',
  'docker images | grep "<none>"',
  'echo "end with <CR><LF> or <Ctrl-C>"',
  "echo '<html><body>hi</body></html>'",
  "sed 's/<tag>a<\\/tag>/b/' x",
  "grep -P '(?<year>\\d+)' x",
  "grep '\\<word\\>' x",
  'git commit --author "A B <a@example.com>"',
  'cat <<EOF > unit\n[Service]\nExecStart=/bin/x\nEOF',
  'go test ./...',
  'echo "nothing to do, skipping..." npm... pkg... v1/skus...; git diff skeleton...',
  'git diff main...topic',
  'echo "Waiting for pods..." ; echo "done ... now"',
  "awk '$1<a && b>$2' x",
  'tr "[:upper:]" "[:lower:]" < x',
  "tr '[A-Z]' '[a-z]'",
  'echo ok # run <this> or YOUR_X',
  'YOUR_TOKEN=abc\necho "$YOUR_TOKEN"',
  'echo "usage: deploy <env>"',
  '(( a<b && c>d ))',
  'cat 0<&3 2>&1 >/dev/null </dev/null',
  'echo "${{ secrets.TOKEN }}"',
  'REGION=eu-west-1 # the region of your shop',
  'REPLICAS=3 # set to 5 under load',
  'NS=$(pwd) # replace with your namespace',
  'NAME=web # CHANGEME (as necessary)',
  'MODE=fast # change to your taste if needed',
];

test.each(none)('no hole in %s', text => {
  expect(statementsOf(text).flatMap(({ placeholders }) => placeholders.map(hole => hole.text))).toEqual([]);
});
