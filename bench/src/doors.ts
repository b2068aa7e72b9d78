import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { median, type Measurement } from './figures.ts'
import { loadedBytes } from './loaded-bytes.ts'
import type { Build } from './entrants.ts'
import { contestantEnv } from './terminal.ts'

const IMPORTS = 5

export interface Manifest {
  /** The doors, such as `actty/machines`, and the module that each one is. */
  readonly doors: ReadonlyMap<string, string>
  /** The packages that are installed with it. */
  readonly packages: readonly string[]
}

/** What the package.json of a checkout says. */
export function manifestOf(checkout: string): Manifest {
  const { name, exports, dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(checkout, 'package.json'), 'utf8'),
  ) as {
    readonly name: string
    readonly exports: Readonly<Record<string, { readonly default: string } | string>>
    readonly dependencies: Readonly<Record<string, string>>
    readonly peerDependencies: Readonly<Record<string, string>>
  }
  const doors = Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string' ? [] : [[join(name, path), target.default] as const],
  )
  return { doors: new Map(doors), packages: Object.keys({ ...dependencies, ...peerDependencies }).sort() }
}

/** The code that an import of a door loads, and how long it takes in a new process. */
export async function importOf({ checkout, directory }: Build, door: string): Promise<Measurement> {
  const module = manifestOf(checkout).doors.get(door)
  if (module === undefined) return { figures: {} }
  const bytes = await loadedBytes(checkout, module)
  const times: number[] = []
  for (let i = 0; i < IMPORTS; i++) times.push(await importTime(directory, door))
  return { figures: { code: bytes / 1000, loading: median(times) } }
}

async function importTime(directory: string, door: string): Promise<number> {
  const program = `
    const start = performance.now()
    await import(${JSON.stringify(door)})
    console.log(performance.now() - start)
    process.exit()`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: directory,
    env: contestantEnv(),
  })
  return Number(stdout)
}
