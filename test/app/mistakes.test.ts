import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, 'mistakes')
const files = readdirSync(folder).map((file) => join(folder, file))

/** What tsc says of each file, with the options of this project. */
const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as { config: object }
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd())
const program = ts.createProgram(files, options)
const linesOf = (file: string) =>
  ts
    .getPreEmitDiagnostics(program, program.getSourceFile(join(folder, file)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
    .join('\n')
    .split('\n')

test.each<[mistake: string, file: string, most: number, says: RegExp]>([
  [
    'an event that the logic does not have',
    'wrong-event.ts',
    3,
    /'"sent"' is not assignable to type '"send"'/,
  ],
  [
    'a press that the logic does not have',
    'wrong-press.ts',
    3,
    /'\{ readonly type: "sent"; \}' but required in type '\{ readonly type: "send"/,
  ],
  ['a child that is not there', 'unknown-child.ts', 1, /Did you mean 'name'/],
  [
    'a component of other logic',
    'wrong-component.ts',
    3,
    /this component shows other logic than that of the actor/,
  ],
  ['an input that is missing', 'missing-input.ts', 1, /Expected 2 arguments, but got 1/],
  ['an event of an actor that is not there', 'unknown-change.ts', 1, /'nam\.change'/],
])('the compiler says shortly that there is %s', (_, file, most, says) => {
  const lines = linesOf(file)
  expect(lines.join('\n')).toMatch(says)
  expect(lines.length).toBeLessThanOrEqual(most)
})
