import { ApiException } from '@kubernetes/client-node';
import type { LiveTrouble, Trouble } from '../../core/cluster/live.ts';
import { BadConfig } from './kubeconfig.ts';
import { NotSignedIn } from './signIn.ts';

/** Why a cluster could not be read. `server` is where it was looked for. */
export function troubleOf(error: unknown, server: string): Trouble {
  if (error instanceof BadConfig) return { code: 'config', detail: error.message };
  if (error instanceof NotSignedIn)
    return error.message === '' ? { code: 'sign-in' } : { code: 'sign-in', detail: error.message };
  if (error instanceof ApiException) return answered(error.code);
  const codes = codesOf(error);
  const code = codes.some(isCertificate) ? 'certificate' : codes.some(isTime) ? 'timeout' : 'unreachable';
  return { code, detail: hostOf(server) };
}

/** Whether the server says that the account may not do this. */
export function isForbidden(error: unknown): boolean {
  return error instanceof ApiException && error.code === 403;
}

/** Whether the server does not know the account, or not any more. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof ApiException && error.code === 401;
}

function answered(status: number): Trouble {
  const known: Readonly<Record<number, LiveTrouble>> = { 401: 'unauthorized', 403: 'forbidden' };
  const code = known[status];
  return code === undefined ? { code: 'server', detail: String(status) } : { code };
}

/** fetch says only that it failed; why is the cause of its cause. */
function codesOf(error: unknown): readonly string[] {
  const found: string[] = [];
  for (let at = error; at instanceof Error && found.length < 10; at = at.cause) {
    found.push(at.name);
    if ('code' in at && typeof at.code === 'string') found.push(at.code);
  }
  return found;
}

// https://nodejs.org/api/tls.html#x509-certificate-error-codes
function isCertificate(code: string): boolean {
  return /CERT|_CRL_|^UNABLE_TO_|^ERR_SSL_|^ERR_TLS_/.test(code);
}

function isTime(code: string): boolean {
  return code === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code);
}

function hostOf(server: string): string {
  try {
    return new URL(server).host;
  } catch {
    return server;
  }
}
