import { writeFileSync } from 'node:fs'
import { messageOf } from '../../machines/kit/message-of.ts'
import { sanitize } from '../../render/text/sanitize.ts'
import { importProgram } from './import-program.ts'
import { readWords } from './words.ts'

const usage = `actty storyboard PROGRAM [-o FILE] [--samples FILE] [--size COLUMNSxROWS,...] [-- ARGUMENTS...]

Draws every state that a program can reach, without running it, and writes one page with all of them.

  PROGRAM         the program's module: .js, or .ts with tsx
  -o FILE         the page (default: storyboard.html)
  --samples FILE  a recording, whose answers the work gives; without it they are made up
  --size SIZES    the sizes of the terminal (default: 80x24,40x12)
  ARGUMENTS       what the program gets as its arguments

The status is 0 if every state was reached and drawn, 1 if not, and 2 if the program can't be imported.
`

/** Draws a program, and tells what couldn't be. */
async function run(words: readonly string[]): Promise<number> {
  try {
    const { operands, values, args } = readWords(words, {
      output: { type: 'string', short: 'o' },
      samples: { type: 'string' },
      size: { type: 'string' },
    })
    const [program] = operands
    if (program === undefined || operands.length > 1) {
      process.stderr.write(usage)
      return 2
    }
    const { output = 'storyboard.html', samples } = values
    const sizes = values.size?.split(',').map(sizeOf)
    const { page, boards, problems } = await (
      await importProgram(program, args)
    ).storyboard({ samples, sizes })
    writeFileSync(output, page)
    const lines = [`${program}: ${boards} screens in ${output}`, ...problems.map((problem) => `  ${problem}`)]
    process.stdout.write(lines.map((line) => `${sanitize(line)}\n`).join(''))
    return problems.length === 0 ? 0 : 1
  } catch (error) {
    process.stderr.write(`actty storyboard: ${sanitize(messageOf(error))}\n`)
    return 2
  }
}

function sizeOf(text: string): readonly [number, number] {
  const [, columns, rows] = /^(\d{1,3})x(\d{1,3})$/.exec(text) ?? []
  if (Number(columns) > 0 && Number(rows) > 0) return [Number(columns), Number(rows)]
  throw new RangeError(`--size is COLUMNSxROWS, such as 80x24, not ${text}`)
}

export const command = { usage, run }
