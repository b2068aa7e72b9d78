#!/usr/bin/env node
import { replay } from './replay.ts'

const usage = `actty replay FILE PROGRAM [-- ARGUMENTS...]

Runs a program again by a recording of it (run(app, { record: FILE }), or ACTTY_RECORD=FILE), without a terminal, the network or other
processes. It says where the program now does something else than it did then.

  FILE       the recording
  PROGRAM    the program's module: .js, or .ts with tsx
  ARGUMENTS  what the program gets as its arguments

The status is 0 if all is as it was, 1 if something differs, and 2 if the recording can't be replayed.
`

const [command, ...words] = process.argv.slice(2)
if (command === 'replay' && words.length >= 2)
  process.exit(await replay(words[0]!, words[1]!, argumentsOf(words.slice(2))))
if (command === '--help' || command === '-h') process.stdout.write(usage)
else {
  process.stderr.write(usage)
  process.exitCode = 2
}

function argumentsOf(words: readonly string[]): readonly string[] {
  return words[0] === '--' ? words.slice(1) : words
}
