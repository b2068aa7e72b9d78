import * as actty from 'actty'
import * as data from 'actty/data'
import * as forms from 'actty/forms'
import * as inspect from 'actty/inspect'
import * as machines from 'actty/machines'
import * as pty from 'actty/pty'
import * as serving from 'actty/serve'
import * as testing from 'actty/testing'
import * as formats from 'actty/text'
import * as xstate from 'xstate'
import { problemsOf } from './documents.ts'

const packages: readonly (readonly [name: string, exports: object])[] = [
  ['actty', actty],
  ['actty/machines', machines],
  ['actty/testing', testing],
  ['actty/inspect', inspect],
  ['actty/text', formats],
  ['actty/data', data],
  ['actty/forms', forms],
  ['actty/pty', pty],
  ['actty/serve', serving],
  ['xstate', xstate],
]

/**
 * What the compiler says of examples in doc comments. Names that an example doesn't declare are those of the packages, or
 * anything. `types` has the door of each type of the packages.
 */
export function exampleProblems(examples: readonly string[], types: ReadonlyMap<string, string>): string[] {
  const bodies = examples.map(wholeOf)
  const missing = bodies.map(() => new Set<string>())
  for (const problem of problemsOf(bodies)) {
    const [, index, name] = /(\d+)\.ts:\d+: .*?(?:name|property) '(\w+)'/.exec(problem) ?? []
    if (name !== undefined) missing[Number(index)]!.add(name)
  }
  const programs = bodies.map((body, index) => {
    const names = [...missing[index]!]
    return [...names.map((name) => declaring(name, types)), body].join('\n')
  })
  return problemsOf(programs).filter((problem) => !isOfAnything(problem))
}

/** An example may be a part of a config. */
function wholeOf(example: string): string {
  return /^(?:on|keys|entry|invoke|view): /.test(example) ? `void {\n${example}}` : example
}

function declaring(name: string, types: ReadonlyMap<string, string>): string {
  const [from] = packages.find(([, exports]) => name in exports) ?? []
  if (from !== undefined) return `import { ${name} } from '${from}'`
  const door = types.get(name)
  if (door !== undefined) return `import type { ${name} } from '${packageOf(door)}'`
  return `declare const ${name}: any; type ${name} = any`
}

/** The name of the package that a door is: 'actty/machines' of src/machines/index.ts. */
function packageOf(door: string): string {
  return `actty${door.replace(/^src(?:\/app)?|\/index\.ts$/g, '')}`
}

/** What follows from a name that can be anything. */
function isOfAnything(problem: string): boolean {
  return /implicitly has an 'any' type|is of type 'unknown'|of type '\(\w+: unknown\) =>/.test(problem)
}
