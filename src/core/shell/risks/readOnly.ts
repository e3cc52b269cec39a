import type { Invocation } from '../programs/invocation.ts';
import { commandInside } from '../programs/entering.ts';
import { matchAny, parseTable } from './rule.ts';

// Commands that only look; written as `parseTable` reads it.
const readOnly = parseTable(`
  kubectl|oc get|describe|logs|top|version|explain|api-resources|api-versions|cluster-info|diff|wait|events|whoami
  kubectl|oc rollout status|history
  kubectl argo get|list|status|lint
  kubectl|oc auth can-i
  kubectl|oc config view|get-contexts|current-context|get-clusters
  helm list|ls|status|history|get|show|template|diff|version|search|lint
  docker|podman|nerdctl|docker-compose ps|images|logs|inspect|stats|info|version|top|port|history|config
  git status|log|diff|show|fetch|rev-parse|describe|ls-files|ls-remote|blame|shortlog
  terraform|tofu|terragrunt plan|show|output|validate|version|providers|graph
  terraform|tofu state list|show
  aws describe-*|list-*|get-*|ls|wait|tail
  gcloud list|describe|read|tail
  az list|show
  argocd get|list|diff|history
  systemctl status|is-active|is-enabled|list-units|show|cat
  curl -X=GET|-X=HEAD !-d !--data !--data-*
  curl --request=GET|--request=HEAD !-d !--data !--data-*
  curl|wget !-X !-d !--data !--data-* !--request !-F !-T
  ls|cat|head|tail|grep|egrep|zgrep|awk|cut|sort|uniq|wc|jq|yq|echo|printf|date|df|du|free|uptime|ps|ss|netstat|dig|host
  nslookup|ping|traceroute|openssl|stat|file|which|type|id|whoami|pwd|env|journalctl|dmesg|lsof|top|htop|hostname|uname
  test|true|false|sleep|cd|export|diff|cmp|less|more|tree|watch|column|tr|base64|sha256sum|md5sum|xargs|find|nc|telnet
  amtool|promtool|logcli query|check
  redis-cli ping|PING|info|INFO|get|GET|llen|LLEN|keys|KEYS|ttl|dbsize|DBSIZE
  pg_isready|pg_dump|mysqldump|mongodump`);

/** Whether a program call only looks at things: naming a production system there is no risk. */
export function isReadOnly(invocation: Invocation): boolean {
  const [word, ...args] = commandInside(invocation);
  if (word !== undefined) {
    return isReadOnly({ ...invocation, program: word.replace(/^.*\//, ''), args });
  }
  return matchAny(readOnly, invocation) !== undefined || onlySelects(invocation);
}

// A client whose every text is a question.
function onlySelects({ program, args }: Invocation): boolean {
  const texts = args.flatMap((arg, index) =>
    /^-[ce]$|^--(?:command|execute|eval)$/.test(args[index - 1] ?? '') ? [arg] : [],
  );
  const asks = (text: string): boolean =>
    /^\s*(?:SELECT|SHOW|EXPLAIN|DESCRIBE|\\[dl])(?![^]*;\s*[A-Z])/i.test(text);
  return /^(?:psql|mysql|mariadb)$/.test(program) && texts.length > 0 && texts.every(asks);
}
