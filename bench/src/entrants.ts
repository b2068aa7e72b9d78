import { join, resolve } from 'node:path'
import type { Ending } from './piped-program.ts'
import { buildBefore, buildOurs, buildPeers, CHECKOUT, DIRECTORIES } from './programs.ts'
import type { ScreenName } from './screens.ts'

/** A built checkout of actty. */
export interface Build {
  readonly checkout: string
  /** The directory in which `actty` is that checkout. */
  readonly directory: string
}

export interface Entrant {
  readonly name: string
  readonly command: readonly string[]
  /** The screens that it can show; by default all. */
  readonly screens?: (screen: ScreenName) => boolean
  /** It only shows screens: nothing else is measured. */
  readonly isVariant?: boolean
  /** A program that is piped, and the ways in which it can end. */
  readonly piped?: { readonly command: readonly string[]; readonly endings: readonly Ending[] }
  /** The build whose imports are measured. */
  readonly build?: Build
}

/** All contestants, or those with these names. That of the `against` checkout comes after actty's. */
export async function enter(names: readonly string[] | undefined, against?: string): Promise<Entrant[]> {
  const ours = entrantsOf({ checkout: CHECKOUT, directory: DIRECTORIES.ours })
  const peers = peersIn(DIRECTORIES.peers)
  const all = [...ours, ...peers].map(({ name }) => name)
  const unknown = names?.filter((name) => !all.includes(name)) ?? []
  if (unknown.length > 0) throw new Error(`--only ${unknown.join(',')}: choose from ${all.join(', ')}`)
  const isWanted = ({ name }: Entrant) => names?.includes(name) !== false
  const before = against === undefined ? [] : [beforeOf(resolve(against))]
  await buildOurs()
  for (const { build } of before) await buildBefore(build!.checkout)
  if (peers.some(isWanted)) await buildPeers()
  return [...ours.filter(isWanted), ...before, ...peers.filter(isWanted)]
}

function entrantsOf(build: Build): Entrant[] {
  const node = (name: string, ...args: string[]) => nodeProgram(build.directory, name, ...args)
  return [
    {
      name: 'floor',
      command: node('floor'),
      piped: { command: node('piped-floor'), endings: ['done', 'waits'] },
    },
    { name: 'tight-floor', command: node('tight-floor'), screens: (screen) => screen !== 'mixed' },
    actty(build, 'actty'),
    {
      name: 'actty one-view',
      command: node('actty', 'one-view'),
      screens: (screen) => screen === 'counter',
      isVariant: true,
    },
    { name: 'terminal-kit', command: node('terminal-kit') },
  ]
}

function actty(build: Build, name: string): Entrant {
  return {
    name,
    command: nodeProgram(build.directory, 'actty'),
    piped: { command: nodeProgram(build.directory, 'piped-actty'), endings: ['done', 'waits'] },
    build,
  }
}

function beforeOf(checkout: string): Entrant {
  return actty({ checkout, directory: DIRECTORIES.before }, 'actty (before)')
}

function peersIn(directory: string): Entrant[] {
  const node = (name: string): Entrant => ({ name, command: nodeProgram(directory, name) })
  const bun = join(directory, 'node_modules/.bin/bun')
  return [
    node('blessed'),
    node('pi-tui'),
    node('rezi'),
    { name: 'opentui', command: [bun, join(directory, 'opentui.mjs')] },
    { ...node('ink'), piped: { command: nodeProgram(directory, 'piped-ink'), endings: ['done'] } },
  ]
}

function nodeProgram(directory: string, name: string, ...args: string[]): readonly string[] {
  return [process.execPath, join(directory, `${name}.mjs`), ...args]
}
