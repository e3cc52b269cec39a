import { expect, test } from 'vitest';
import { callsCluster, namedBy } from '../../../src/core/cluster/named.ts';
import { readCalls } from '../../../src/core/shell/programs/command.ts';
import type { Invocation } from '../../../src/core/shell/programs/invocation.ts';
import { readInvocations } from '../../../src/core/shell/programs/invocationReader.ts';
import { flatten } from '../../../src/core/shell/tree.ts';
import { grammar } from '../runbook/read.ts';

const variables: Readonly<Record<string, string>> = { DEPLOY: 'web', NS: 'orders', BAD: 'a b' };

function calls(source: string): readonly Invocation[] {
  const nodes = flatten([grammar.parse(source)]);
  return readInvocations(source, nodes, readCalls(source, nodes));
}

/** `namespace:what/name`, in the order in which they are named. */
function named(source: string): readonly string[] {
  const known = { context: 'prod', variable: (name: string) => variables[name] };
  return namedBy(calls(source), known).map(
    ({ what, name, namespace }) => `${namespace === undefined ? '' : `${namespace}:`}${what}/${name}`,
  );
}

test.each<readonly [command: string, ...named: string[]]>([
  ['kubectl rollout status deployment/web', 'Deployment/web'],
  ['kubectl -n orders rollout status deploy/web --timeout=60s', 'orders:Deployment/web'],
  ['kubectl --namespace=orders scale deployment web --replicas 3', 'orders:Deployment/web'],
  ['kubectl get deploy web api -o wide', 'Deployment/web', 'Deployment/api'],
  ['kubectl get deployments -o wide'],
  ['kubectl get deploy -n orders web', 'orders:Deployment/web'],
  ['kubectl set image deployment.apps/web app=app:2', 'Deployment/web'],
  ['kubectl delete sts db && kubectl get ds/agent', 'StatefulSet/db', 'DaemonSet/agent'],
  ['kubectl wait --for=condition=Available deploy/web deploy/api', 'Deployment/web', 'Deployment/api'],
  ['kubectl logs deploy/web; kubectl logs deploy/web -f', 'Deployment/web'],
  ['kubectl exec deploy/web -- kubectl get deploy/inner', 'Deployment/web', 'Deployment/inner'],
  ['kubectl -n "$NS" get deploy "$DEPLOY"', 'orders:Deployment/web'],
  ['kubectl get deploy/${DEPLOY}-green', 'Deployment/web-green'],
  // What nobody knows yet, or what no cluster calls anything.
  ['kubectl get deploy/$UNKNOWN'],
  ['kubectl -n $UNKNOWN get deploy/web'],
  ['kubectl get deploy "$BAD"'],
  ['kubectl get deploy/<name>'],
  ['kubectl get pods web-7d9f; kubectl get svc/web'],
  // Another cluster than the one that is shown.
  ['kubectl --context other get deploy/web'],
  ['kubectl --context prod get deploy/web', 'Deployment/web'],
  ['kubectl --kubeconfig other.yaml get deploy/web'],
  ['oc rollout status dc/old; oc get deploy/web', 'Deployment/web'],
  ['sudo k get sts/db', 'StatefulSet/db'],
  ['helm upgrade --install shop ./chart -n orders --set image.tag=2', 'orders:release/shop'],
  ['helm upgrade --install --values v.yaml shop ./chart', 'release/shop'],
  ['helm get values shop', 'release/shop'],
  ['helm rollback shop 3 --kube-context other'],
  ['helm list; helm repo add x https://example.org'],
  ['echo deployment/web'],
])('%s', (command, ...expected) => {
  expect(named(command)).toEqual(expected);
});

test.each<readonly [command: string, calls: boolean]>([
  ['kubectl get pods', true],
  ['helm ls', true],
  ['ssh bastion kubectl get pods', false],
  ['echo kubectl', false],
])('whether a cluster is asked from here: %s', (command, expected) => {
  expect(calls(command).some(callsCluster)).toBe(expected);
});
