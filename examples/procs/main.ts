import { inLines } from './in-lines.ts'
import { readSpecs } from './read-specs.ts'
import { chosen, SpecError } from './spec.ts'

const USAGE = `usage: procs [--lines] [file] [process or group …]

Runs the processes of a Procfile, a JSON file, or the scripts of a package.json.

  --lines   no screen: lines, each with the process before it; ends when all have, or one has failed, with its status`

const words = process.argv.slice(2)
const [file = 'Procfile', ...names] = words.filter((word) => !word.startsWith('--'))
try {
  if (words.includes('--help')) console.log(USAGE)
  else {
    const specs = chosen(await readSpecs(file), names, file)
    if (words.includes('--lines') || !process.stdout.isTTY) process.exitCode = await inLines(specs)
    else {
      const { showProcs } = await import('./screen.ts')
      await showProcs(specs)
    }
  }
} catch (error) {
  if (!(error instanceof SpecError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
