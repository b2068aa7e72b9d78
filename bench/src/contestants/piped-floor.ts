import { endingOfProgram, FINAL_TEXT, lastStateReached } from '../piped-program.ts'

/* Prints its text and ends: after ten milliseconds, or when its input has no more keys. */
const ending = endingOfProgram()

const end = () => {
  lastStateReached()
  process.stdout.write(`${FINAL_TEXT[ending]}\n`)
}

if (ending === 'done') setTimeout(end, 10)
else {
  end()
  process.stdin.resume()
}
