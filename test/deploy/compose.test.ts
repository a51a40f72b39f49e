import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadConfig } from '../../platform/config';
import { compose, ROOT, serviceOf, services, textOf } from './compose-file';

/** Exactly one build: at least two numbers, nothing that moves. */
const PINNED = /^[\w./-]+:\d+\.\d+[\w.-]*$/;

/** What prepares the others and ends; the rest runs on. */
const PREPARATIONS = ['temporal-schema', 'mongo-keyfile', 'mongo-init'];

const lasting = services.filter(([name]) => !PREPARATIONS.includes(name));

describe.each(services)('%s', (_name, service) => {
  test('runs an image of one exact version', () => {
    const [, fallback] = /^\$\{\w+:-(.+)\}$/.exec(service.image) ?? [];
    expect(fallback ?? service.image).toMatch(PINNED);
  });

  test('is not root, may not become it, and writes only where it was given a place', () => {
    const [user, group] = service.user.split(':').map(Number);
    expect(user).toBeGreaterThan(0);
    expect(group).toBeGreaterThan(0);
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
  });

  test('has an end to its memory, its share of the processors, and its logs', () => {
    expect(service.deploy.resources.limits.memory).toMatch(/^\d+[mg]$/);
    expect(Number(service.deploy.resources.limits.cpus)).toBeGreaterThan(0);
    expect(Object.keys(service.logging.options).sort()).toEqual(['max-file', 'max-size']);
  });

  test('finds the networks, volumes, secrets, files and services that it names', () => {
    for (const network of service.networks) expect(compose.networks).toHaveProperty(network);
    for (const secret of service.secrets) expect(compose.secrets).toHaveProperty(secret);
    for (const other of Object.keys(service.depends_on)) expect(compose.services).toHaveProperty([other]);
    for (const [source = ''] of service.volumes.map((volume) => volume.split(':'))) {
      if (source.startsWith('./')) expect(existsSync(path.join(ROOT, source))).toBe(true);
      else expect(compose.volumes).toHaveProperty([source]);
    }
  });

  test('reaches no secret by its environment, and only those it was given by file', () => {
    const { environment, secrets } = service;
    for (const [variable, value] of Object.entries(environment)) {
      if (/PASSWORD|SECRET|MASTER_KEY|MONGO_URL|SMTP_URL|_PWD$/.test(variable)) {
        expect(variable).toMatch(/_FILE$/);
        expect(secrets.map((secret) => `/run/secrets/${secret}`)).toContain(value);
      }
    }
  });
});

test.each(lasting)('%s is asked whether it is well, and comes back after a crash', (_name, service) => {
  expect(service.healthcheck?.test[0]).toBe('CMD');
  expect(service.restart).toBe('unless-stopped');
});

test.each(PREPARATIONS)('%s has ended well before anything that needs it starts', (name) => {
  const waiting = services.flatMap(([, { depends_on: needs }]) => needs[name] ?? []);
  expect(waiting).not.toHaveLength(0);
  for (const { condition } of waiting) expect(condition).toBe('service_completed_successfully');
});

test('databases and Temporal are reached from inside only; what is published, on the loopback', () => {
  for (const [name, { ports, networks }] of services) {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    if (/^(mongo|postgres|temporal(-schema)?$)/.test(name)) {
      expect(ports).toEqual([]);
      for (const network of networks) expect(compose.networks[network]).toEqual({ internal: true });
    }
  }
});

describe.each(['api', 'worker'])('%s', (name) => {
  const { environment, volumes, stop_grace_period: stop, command } = serviceOf(name);

  test('has settings that the product knows, and takes', () => {
    const config = textOf('platform/config.ts') + textOf('platform/anchor-config.ts');
    const start = textOf('deploy/app/start.sh');
    const given: Record<string, string> = {
      MONGO_URL: 'mongodb://u:p@mongo-1:27017,mongo-2:27017/redress?replicaSet=rs0',
      SMTP_URL: 'smtps://u:p@mail.example.com:465',
      MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
    };
    for (const [variable, value] of Object.entries(environment)) {
      if (start.includes(`\${${variable}:-}`)) continue;
      expect(config).toMatch(new RegExp(`^  ${variable}: `, 'm'));
      if (!variable.endsWith('_KEY_FILE')) given[variable] = valueOf(value);
    }
    expect(loadConfig(given).temporal.address).toBe('temporal:7233');
  });

  test('can be repeated: no state of its own, no name, no port that only one can have', () => {
    // What the workers sign is written into one folder, to which all of them only ever add.
    expect(volumes).toEqual(name === 'worker' ? ['anchors:/var/lib/redress/anchors'] : []);
    for (const port of serviceOf(name).ports) expect(port).toMatch(/API_PORTS:-\d+-\d+\}:3000$/);
  });

  test('is killed only when its own time to end, and five seconds more for its connections, are over', () => {
    const { shutdownGraceMs } = loadConfig({
      MONGO_URL: 'mongodb://m:27017/redress',
      TEMPORAL_ADDRESS: 't:7233',
      MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
      SHUTDOWN_GRACE: environment['SHUTDOWN_GRACE'],
    });
    expect(Number.parseInt(stop ?? '0', 10) * 1000).toBeGreaterThan(shutdownGraceMs + 5_000);
  });

  test('runs a program of the product', () => {
    expect(command).toEqual(['node', `dist/${name}/main.js`]);
  });

  test('is asked at the port that it listens on', () => {
    const port = environment[name === 'api' ? 'PORT' : 'WORKER_PORT'];
    expect(serviceOf(name).healthcheck?.test).toEqual(['CMD', 'node', 'deploy/app/health.mjs', port]);
  });
});

test('the example of settings names every variable that the file reads, and no other', () => {
  const read = new Set([...textOf('docker-compose.yml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
  const named = [...textOf('deploy/production.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
  expect(new Set(named)).toEqual(read);
});

test('what not every company has may be set, and is not asked for', () => {
  for (const name of ['api', 'worker']) {
    expect(serviceOf(name).env_file).toEqual([{ path: 'deploy/settings.env', required: false }]);
  }
});

test('make-secrets makes every secret that is mounted', () => {
  const made = [...textOf('deploy/make-secrets.sh').matchAll(/^keep_or_make (\w+)/gm)].map(
    ([, name]) => name,
  );
  expect(made.sort()).toEqual(Object.keys(compose.secrets).sort());
  for (const [name, { file }] of Object.entries(compose.secrets)) {
    expect(file).toBe(`./deploy/secrets/${name}`);
  }
  expect(textOf('deploy/.gitignore')).toMatch(/^secrets\/$/m);
});

test('the members of the replica set are the same everywhere', () => {
  const members = serviceOf('mongo-init').environment['MONGO_MEMBERS'] ?? '';
  expect(textOf('deploy/make-secrets.sh')).toContain(`MONGO_MEMBERS:-${members}`);
  for (const member of members.split(','))
    expect(compose.services).toHaveProperty([member.split(':')[0] ?? '']);
});

test.each(['production.yaml', 'dynamic-config.yaml'])(
  "Temporal's %s is YAML also before its blanks are filled in, so that tools can read it",
  (file) => {
    expect(() => void parse(textOf(`deploy/temporal/${file}`))).not.toThrow();
  },
);

test('what a container starts may be executed', () => {
  for (const script of [
    'app/start.sh',
    'mongo/make-keyfile.sh',
    'temporal/start.sh',
    'temporal/set-up-schema.sh',
  ]) {
    expect(statSync(path.join(ROOT, 'deploy', script)).mode & 0o111).toBe(0o111);
  }
});

test('mutual TLS adds to services that exist, with settings that the product knows', () => {
  const overlay = z.object({
    services: z.record(z.string(), z.object({ environment: z.record(z.string(), z.string()) })),
  });
  const added: unknown = parse(textOf('deploy/compose.mtls.yaml'), { merge: true });
  const config = textOf('platform/tls-config.ts');
  for (const [name, { environment }] of Object.entries(overlay.parse(added).services)) {
    expect(compose.services).toHaveProperty([name]);
    if (name !== 'api' && name !== 'worker') continue;
    for (const variable of Object.keys(environment)) expect(config).toContain(`['${variable}']`);
  }
});

/** The default of `${NAME:-default}`; for `${NAME:?…}` an example. */
function valueOf(text: string): string {
  return text
    .replace(/\$\{\w+:-([^}]*)\}/g, '$1')
    .replace(/\$\{PUBLIC_URL:\?[^}]*\}/g, 'https://complaints.example.com')
    .replace(/\$\{MAIL_FROM:\?[^}]*\}/g, 'Redress <complaints@example.com>');
}
