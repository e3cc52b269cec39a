// A run that acts on a real Kubernetes: what of it stands beside the steps, and the context that goes elsewhere under a command.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRange, Range, workload } from '../range.ts';
import { Vscode } from '../../e2e/vscode.ts';
import { WalkerPage } from '../../e2e/walkerPage.ts';

const runbook = `---
context:
  kube: range
---
# Roll the shop

A new version, and a look at it.

## Roll

\`\`\`bash
kubectl -n shop set image deployment/web app=app:2
kubectl -n shop rollout status deployment/web --timeout=120s
\`\`\`

## Look

\`\`\`bash
until [ -e looked ]; do sleep 0.1; done
kubectl -n shop get deployment web
\`\`\`
`;

describe.skipIf(!hasRange)('a run on a real cluster', () => {
  let folder: string;
  let range: Range;
  let vscode: Vscode;
  let walker: WalkerPage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hrc-'));
    await writeFile(join(folder, 'roll.md'), runbook);
    range = new Range();
    range.kubectl('create', 'namespace', 'shop');
    range.kubectl('config', 'set-context', 'range', '--namespace=shop');
    range.apply(
      workload({ kind: 'Deployment', name: 'web', namespace: 'shop', image: 'app:1', replicas: 2 }),
      workload({ kind: 'Deployment', name: 'torn', namespace: 'shop', image: 'app:broken' }),
    );
    vscode = await Vscode.open({
      workspace: folder,
      file: 'roll.md',
      environment: { KUBECONFIG: range.kubeconfig },
    });
    await vscode.openChecklist();
    walker = await WalkerPage.find(vscode);
  });

  afterAll(async () => {
    await vscode.close();
    range.down();
    await rm(folder, { recursive: true, force: true });
  });

  const live = async (): Promise<string> =>
    (await walker.locate('.hr-live').allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ');

  test('what the commands name stands beside the steps, as it is after they ran', async () => {
    await walker.run('1.1', 'passed');
    await expect
      .poll(live)
      .toMatch(/Live in range \/ shop .*web 2 .*2 of 2 ready.*torn broken .*0 of 1 ready/);
    await vscode.screenshot('cluster-1-beside');
  });

  test('it stands above them in a narrow window', async () => {
    await vscode.command('View: Close Primary Side Bar');
    await vscode.page.setViewportSize({ width: 640, height: 900 });
    await expect.poll(live).toContain('web 2');
    await walker.locate('.hr-live').scrollIntoViewIfNeeded();
    await vscode.screenshot('cluster-2-narrow');
    await vscode.page.setViewportSize({ width: 1400, height: 900 });
  });

  test('a context that goes elsewhere under a command is said at once, and the next command is held', async () => {
    const card = await walker.open('2.1');
    await card.getByRole('button', { name: /^Run 2\.1/ }).click();
    await walker.until('2.1', 'running');
    range.kubectl('config', 'use-context', 'viewer');
    await walker
      .locate('[data-banner="context-changed"]')
      .filter({ hasText: /Kube context changed to viewer while 2\.1 runs\.\s*Its next command is held\./ })
      .waitFor();
    await vscode.screenshot('cluster-3-changed');
    await writeFile(join(vscode.workspace, 'looked'), '');
    await walker.until('2.1', 'blocked');
    const told = walker.step('2.1').locator('.hr-result');
    await expect
      .poll(() => told.innerText())
      .toMatch(/You are in viewer\. This step needs range\.\s*Its next command is held\./);
    await vscode.screenshot('cluster-4-held');
    expect(await walker.button(/^Run 2\.1/).count()).toBe(0);
  });
});
