import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Facts } from '../core/run/view/view.ts';

/** The cloud accounts that commands would use, from the tools' own settings. Runs and asks nothing. */
export async function readCloud(environment: NodeJS.ProcessEnv): Promise<Facts['cloud']> {
  const home = environment['HOME'] ?? homedir();
  const [aws, gcp, azure] = await Promise.all([
    readAws(environment, home),
    readGcp(environment, home),
    readAzure(environment, home),
  ]);
  if (aws === undefined && gcp === undefined && azure === undefined) return undefined;
  return {
    ...(aws === undefined ? {} : { aws }),
    ...(gcp === undefined ? {} : { gcp }),
    ...(azure === undefined ? {} : { azure }),
  };
}

/** The profile; keys in the environment beat every profile and name no account. */
async function readAws(environment: NodeJS.ProcessEnv, home: string): Promise<string | undefined> {
  const named = environment['AWS_PROFILE'] ?? environment['AWS_DEFAULT_PROFILE'];
  if (named !== undefined && named !== '') return named;
  if (environment['AWS_ACCESS_KEY_ID'] !== undefined) return '(keys of the environment)';
  const files = await Promise.all([
    text(environment['AWS_CONFIG_FILE'] ?? join(home, '.aws/config')),
    text(environment['AWS_SHARED_CREDENTIALS_FILE'] ?? join(home, '.aws/credentials')),
  ]);
  return files.some(file => /^\[default\]/m.test(file)) ? 'default' : undefined;
}

async function readGcp(environment: NodeJS.ProcessEnv, home: string): Promise<string | undefined> {
  const named = environment['CLOUDSDK_CORE_PROJECT'] ?? environment['GOOGLE_CLOUD_PROJECT'];
  if (named !== undefined && named !== '') return named;
  const folder = environment['CLOUDSDK_CONFIG'] ?? join(home, '.config/gcloud');
  const active =
    environment['CLOUDSDK_ACTIVE_CONFIG_NAME'] ?? (await text(join(folder, 'active_config'))).trim();
  const settings = await text(join(folder, 'configurations', `config_${active === '' ? 'default' : active}`));
  return /^\s*project\s*=\s*(\S+)/m.exec(settings)?.[1];
}

async function readAzure(environment: NodeJS.ProcessEnv, home: string): Promise<string | undefined> {
  const named = environment['AZURE_SUBSCRIPTION_ID'] ?? environment['ARM_SUBSCRIPTION_ID'];
  if (named !== undefined && named !== '') return named;
  const profile = await text(
    join(environment['AZURE_CONFIG_DIR'] ?? join(home, '.azure'), 'azureProfile.json'),
  );
  try {
    const { subscriptions = [] } = JSON.parse(profile.replace(/^\uFEFF/, '')) as {
      subscriptions?: readonly { readonly isDefault?: boolean; readonly name?: string }[];
    };
    return subscriptions.find(({ isDefault }) => isDefault === true)?.name;
  } catch {
    return undefined;
  }
}

async function text(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => '');
}
