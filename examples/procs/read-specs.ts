import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { checked, SpecError, type Ready, type Spec } from './spec.ts'

/** Reads a Procfile, a JSON file, or the scripts of a `package.json`. */
export async function readSpecs(path: string): Promise<readonly Spec[]> {
  const content = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SpecError(`${path} can't be read: give the path of a Procfile, a JSON file or a package.json`, {
      cause,
    })
  })
  if (!path.endsWith('.json')) return checked(procfile(content, path), path)
  const json = parsed(content, path)
  return checked(basename(path) === 'package.json' ? scripts(json, path) : described(json, path), path)
}

/** Lines of `name: command`. Others are empty, or comments. */
function procfile(content: string, path: string): Spec[] {
  return content.split('\n').flatMap((line, index) => {
    if (/^\s*(#|$)/.test(line)) return []
    const [, name, command] = /^\s*([\w.-]+):\s*(.+?)\s*$/.exec(line) ?? []
    if (name === undefined || command === undefined)
      throw new SpecError(`${path}, line ${index + 1}: ${JSON.stringify(line)} isn't 'name: command'`)
    return [{ name, command, needs: [], restart: 'onFailure' as const }]
  })
}

function parsed(content: string, path: string): Record<string, unknown> {
  try {
    return JSON.parse(content) as Record<string, unknown>
  } catch (cause) {
    throw new SpecError(`${path} isn't JSON: ${(cause as Error).message}`, { cause })
  }
}

function scripts({ scripts = {} }: { readonly scripts?: unknown }, path: string): Spec[] {
  return Object.keys(entriesOf(scripts, `${path}: scripts`)).map((name) => ({
    name,
    command: `npm run --silent ${name}`,
    needs: [],
    restart: 'never',
  }))
}

/** By name, a command, or an object with `command` and more. */
function described(json: Record<string, unknown>, path: string): Spec[] {
  return Object.entries(json).map(([name, value]) => {
    const where = `${path}: ${name}`
    if (typeof value === 'string') return { name, command: value, needs: [], restart: 'onFailure' }
    const {
      command,
      cwd,
      env,
      needs = [],
      ready,
      restart = 'onFailure',
      group,
      ...unknown
    } = entriesOf(value, where)
    const [other] = Object.keys(unknown)
    if (other !== undefined) throw new SpecError(`${where} has an unknown field ${other}`)
    return {
      name,
      command: text(command, `${where}: command`),
      cwd: cwd === undefined ? undefined : text(cwd, `${where}: cwd`),
      env: env === undefined ? undefined : (entriesOf(env, `${where}: env`) as Record<string, string>),
      needs: Array.isArray(needs)
        ? needs.map((need) => text(need, `${where}: needs`))
        : [text(needs, `${where}: needs`)],
      ready: ready === undefined ? undefined : readiness(entriesOf(ready, `${where}: ready`), where),
      restart: oneOf(['never', 'onFailure', 'always'] as const, restart, `${where}: restart`),
      group: group === undefined ? undefined : text(group, `${where}: group`),
    }
  })
}

function readiness({ port, line, http, exit }: Record<string, unknown>, where: string): Ready {
  if (typeof port === 'number') return { port }
  if (typeof line === 'string') return { line }
  if (typeof http === 'string') return { http }
  if (exit === 0) return { exit }
  throw new SpecError(`${where}: ready must be { port }, { line }, { http } or { exit: 0 }`)
}

function entriesOf(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new SpecError(`${where} must be an object`)
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new SpecError(`${where} must be a text`)
}

function oneOf<T extends string>(values: readonly T[], value: unknown, where: string): T {
  const found = values.find((one) => one === value)
  if (found === undefined) throw new SpecError(`${where} must be ${values.join(', or ')}`)
  return found
}
