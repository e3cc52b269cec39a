import { argsOutside, entersShell } from './entering.ts';
import { isLimited } from './ending.ts';
import type { Invocation } from './invocation.ts';
import { matchAny, parseTable } from '../risks/rule.ts';

/** How a statement behaves while it runs. */
export interface Traits {
  /** Asks for a keyboard or a screen: an editor, a pager, a prompt. */
  readonly needsTerminal: boolean;
  /** Does not end by itself. */
  readonly endless: boolean;
  readonly entersShell: boolean;
}

const endless = parseTable(
  `
  watch
  tail -f|-F !--pid
  tail --follow|--retry !--pid
  journalctl|dmesg -f|-w
  journalctl|dmesg --follow
  kubectl|oc logs -f
  kubectl|oc logs --follow
  kubectl|oc get -w
  kubectl|oc get|events|top --watch|--watch-only
  kubectl|oc port-forward|proxy
  docker|podman|nerdctl|docker-compose logs -f !--until
  docker|podman|nerdctl|docker-compose logs --follow !--until
  docker|podman|nerdctl compose up !-d !--detach !--wait !--no-start !--abort-on-container-exit !--abort-on-container-failure !--exit-code-from
  docker-compose up !-d !--detach !--no-start !--abort-on-container-exit !--exit-code-from
  docker|podman stats !--no-stream
  docker|podman events !--until
  top|htop|btop|atop|iotop|iftop|nethogs !-b !-n !-l
  ping !-c !-w !-W
  tcpdump !-c !-r
  stern|kubetail !--no-follow
  ssh|autossh -N !-f
  sleep infinity
  redis-cli monitor|MONITOR|subscribe|SUBSCRIBE
  python|python3 http.server
  npm|yarn|pnpm|bun start|dev|serve|watch
  npm|yarn|pnpm|bun run dev|start|serve|watch
  flask run
  rails s|server
  mkdocs|hugo|jekyll serve|server
  minikube tunnel|dashboard
  istioctl|linkerd dashboard
  aws logs tail --follow
  heroku logs -t
  heroku logs --tail
  fly|flyctl logs !-n !--no-tail
  cf logs !--recent
  amtool|mimirtool|vector tap
  inotifywait -m !-t !--timeout
  nc -k
  kafka-console-consumer* !--max-messages !--timeout-ms
  jekyll serve`,
  'behind',
);

const terminal = parseTable(
  `
  vi|vim|nvim|nano|emacs|pico|ed|visudo|vipw|micro|joe !-c !--batch
  less|more|most|man
  top|htop|btop|atop|k9s|ctop|lazygit|lazydocker|dive|ncdu|mc|tig|nethogs|iotop !-b !-l
  watch
  kubectl|oc edit
  kubectl|oc exec|run|attach|debug -i
  kubectl|oc exec|run|attach|debug -t
  kubectl|oc exec|run|attach|debug --tty
  docker|podman|nerdctl exec|run|attach -t !-d !--detach
  docker|podman|nerdctl exec|run|attach --tty !-d !--detach
  systemctl edit
  crontab -e
  git rebase -i
  git rebase --interactive
  git add|checkout|stash|reset -p
  git commit !-m !-F !-C !--no-edit !--message !--file !--fixup
  git mergetool|difftool
  passwd|chpasswd|smbpasswd|htpasswd|mysql_secure_installation|fdisk|cfdisk|parted
  ssh-keygen !-f !-F !-l !-y !-R
  terraform|tofu|terragrunt apply|destroy !-auto-approve !--auto-approve
  pulumi up|destroy !--yes !-y
  aws configure !get !list !set
  docker|podman|nerdctl prune !-f !--force
  pip|pip3 uninstall !-y !--yes
  gcloud init
  gcloud auth login
  az login !--service-principal !--identity
  gh auth login
  vault login !-method
  vault operator unseal|rekey|generate-root
  patronictl failover|switchover|reinit|restart !--force
  docker|podman login !-p !--password !--password-stdin
  npm login|adduser|init !-y
  dialog|whiptail|fzf`,
  'behind',
);

/** How the programs of a statement behave; a shell's own loops are `isEndlessLoop`. */
export function readTraits(invocations: readonly Invocation[]): Traits {
  const here = invocations.filter(({ isNested, inBackground }) => !isNested && !inBackground);
  const enters = here.some(entersShell);
  return {
    entersShell: enters,
    endless: here.some(isEndless) || invocations.some(isEndlessInside),
    needsTerminal: enters || here.some(needsTerminal),
  };
}

function isEndless(invocation: Invocation): boolean {
  if (invocation.isCut === true || isLimited(invocation)) {
    return false;
  }
  return invocation.wrappers.includes('watch') || matchAny(endless, outside(invocation)) !== undefined;
}

// `ssh web1 journalctl -fu nginx` ends when what it runs over there does.
function isEndlessInside(invocation: Invocation): boolean {
  return invocation.isAwaited === true && isEndless(invocation);
}

function needsTerminal(invocation: Invocation): boolean {
  const { program, wrappers, hasInput } = invocation;
  const asks = program === 'read' && !hasInput && !invocation.args.some(arg => /^-[a-z]*u\d*$/.test(arg));
  const pages = /^(?:less|more|most)$/.test(program);
  return (
    asks ||
    wrappers.includes('watch') ||
    (matchAny(terminal, outside(invocation)) !== undefined && (!hasInput || pages))
  );
}

function outside(invocation: Invocation): Invocation {
  return { ...invocation, args: argsOutside(invocation) };
}
