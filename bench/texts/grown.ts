/** A runbook of about so many characters, no two sections alike. */
export function grown(characters: number): string {
  return `# Grown runbook\n\n${repeat(characters, section)}`;
}

/** Texts of about so many characters that each have much of one thing. */
export const shapes: Readonly<Record<string, (characters: number) => string>> = {
  'small sections': size => repeat(size, at => `## ${at}. Check service ${at}\n\n- [ ] It answers\n\n`),
  'one huge fence': size => fence(repeat(size, at => `systemctl restart service-${at} --now\n`)),
  'one huge fence of loops': size =>
    fence(repeat(size, at => `for pod in a b; do\n  kubectl logs "$pod" -n ns-${at}\ndone\n`)),
  'small fences': size => repeat(size, at => `${fence(`# Restart\nsystemctl restart service-${at}\n`)}\n`),
  'a huge table': size => `| Check | Result |\n|---|---|\n${repeat(size, at => `| Check ${at} | ____ |\n`)}`,
  'a huge list': size => repeat(size, at => `- [ ] Service ${at} answers at \`https://example.com/${at}\`\n`),
  'deep lists': size =>
    repeat(size, at => `${'  '.repeat(at % 20)}- [ ] Service ${at} answers${at % 20 === 19 ? '\n' : ''}\n`),
  'a placeholder each line': size => fence(repeat(size, at => `echo <name-${at}> "$REGION_${at}"\n`)),
  'one placeholder': size => fence(repeat(size, () => 'echo <name> "$REGION"\n')),
  'long lines of prose': size =>
    repeat(size, at => `${`Words about service ${at}, again. `.repeat(3000)}\n\n`),
  'long commands': size => fence(repeat(size, at => `echo ${`service-${at} `.repeat(1000)}\n`)),
  'a transcript': size =>
    `\`\`\`console\n${repeat(size, at => `$ systemctl status service-${at}\nactive (running)\n`)}\`\`\`\n`,
  'inline code': size => repeat(size, at => `Run \`kubectl get pods -n ns-${at}\` and look.\n\n`),
  'untagged fences': size => repeat(size, at => `\`\`\`\nkubectl get pods -n ns-${at}\n\`\`\`\n\n`),
};

function repeat(characters: number, make: (at: number) => string): string {
  const parts: string[] = [];
  for (let at = 1, size = 0; size < characters; at += 1) {
    const part = make(at);
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
}

function fence(text: string): string {
  return `\`\`\`bash\n${text}\`\`\`\n`;
}

function section(at: number): string {
  return `## Step ${at}: Deploy service ${at} (10-20 min)

Text about service **${at}** with \`code\`, a [link](https://example.com/${at}) and more words than one line would hold.

- [ ] Service ${at} is announced
- [ ] Backup ${at} is fresh
  - [ ] and was restored once

| Metric | Target | Actual |
|--------|--------|--------|
| Errors ${at} | < 1% | ____% |

\`\`\`bash
# Roll out service ${at}
export VERSION_${at}=v1.${at}.0
kubectl set image deployment/service-${at} app=registry/service:$VERSION_${at} -n prod
kubectl rollout status deployment/service-${at} -n prod | grep -v Running
# Expected: successfully rolled out
for pod in $(kubectl get pods -o name); do
  kubectl logs "$pod" --tail=10
done
\`\`\`

1. Look at dashboard ${at}
2. Tell the team of service ${at}
\n`;
}
