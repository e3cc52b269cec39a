import { createHash } from 'node:crypto';
import type { User } from '@kubernetes/client-node';
import { execa } from 'execa';
import { childStdio } from '../childStdio.ts';
import * as z from 'zod';
import type { SignIn } from '../../core/cluster/live.ts';
import type { ClusterQuestion } from '../../core/ports.ts';

/** Milliseconds that a program gets to sign in. */
const patience = 30_000;

/** Longest command that is shown to whoever is asked. */
const longest = 300;

// https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/#ExecConfig
const plugin = z.object({
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  apiVersion: z.string().default('client.authentication.k8s.io/v1beta1'),
  interactiveMode: z.string().nullish(),
});

export type Plugin = z.infer<typeof plugin>;

// https://kubernetes.io/docs/reference/config-api/client-authentication.v1/
const credential = z.object({
  status: z.object({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
    expirationTimestamp: z.string().optional(),
  }),
});

export type Credential = z.infer<typeof credential>['status'];

/** The program that a user of a kubeconfig signs in with; undefined if none is started. */
export function pluginOf({ exec }: Pick<User, 'exec'>): Plugin | undefined {
  if (exec === undefined || exec === null) return undefined;
  return plugin.parse(exec);
}

/** The older way to sign in that a user of a kubeconfig goes; undefined if it only reads a file. */
export function providerOf({ authProvider }: Pick<User, 'authProvider'>): string | undefined {
  const said = z.object({ name: z.string() }).safeParse(authProvider);
  // The others keep a state of their own in the kubeconfig, which two readers would spoil for each other.
  return said.success && said.data.name !== 'tokenFile' ? said.data.name : undefined;
}

/** What somebody is asked to agree to: the whole command, with what looks secret left out of what is shown. */
export function signInOf({ command, args, env }: Plugin): SignIn {
  const words = [command, ...(args ?? [])];
  const shown = words
    .map((word, at) => (secretOption.test(words[at - 1] ?? '') ? '…' : word.replace(secretValue, '$1…')))
    .join(' ');
  return {
    program: shown.length > longest ? `${shown.slice(0, longest)}…` : shown,
    digest: createHash('sha256')
      .update(JSON.stringify([command, args ?? [], env ?? []]))
      .digest('hex'),
  };
}

const secretOption = /^--?[\w-]*(?:secret|password|token)$/i;
const secretValue = /^(--?[\w-]*(?:secret|password|token)=).*$/is;

/** The program did not sign in; the message is its own last words. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';
}

/** Starts the program, with nobody there to be asked anything. Throws `NotSignedIn`. */
export async function signIn(
  { command, args, env, apiVersion }: Plugin,
  { cwd, environment }: Pick<ClusterQuestion, 'cwd' | 'environment'>,
): Promise<Credential> {
  const info = { apiVersion, kind: 'ExecCredential', spec: { interactive: false } };
  const result = await execa(command, args ?? [], {
    cwd,
    env: {
      ...environment,
      ...Object.fromEntries((env ?? []).map(({ name, value }) => [name, value])),
      KUBERNETES_EXEC_INFO: JSON.stringify(info),
    },
    extendEnv: false,
    reject: false,
    stdio: childStdio(),
    timeout: patience,
    forceKillAfterDelay: 1000,
    maxBuffer: 1_000_000,
  });
  if (result.failed) {
    const last = result.stderr.trim().split('\n').at(-1) ?? '';
    throw new NotSignedIn(
      result.timedOut || last === '' ? (result.shortMessage ?? '') : last.slice(0, longest),
    );
  }
  const said = credential.safeParse(jsonOf(result.stdout));
  if (!said.success) throw new NotSignedIn('');
  return said.data.status;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The user with what a program gave, in the place of the program. */
export function signedIn(user: User, { token, clientCertificateData, clientKeyData }: Credential): User {
  const base64 = (pem: string): string => Buffer.from(pem).toString('base64');
  return {
    ...user,
    exec: null,
    ...(token === undefined ? {} : { token }),
    ...(clientCertificateData === undefined ? {} : { certData: base64(clientCertificateData) }),
    ...(clientKeyData === undefined ? {} : { keyData: base64(clientKeyData) }),
  };
}
