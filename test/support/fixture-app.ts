import { expect } from 'vitest'
import { Judge } from './judge.ts'
import { node, Pty, type PtyOptions } from './pty.ts'

/** An app with a key for each way to end badly. */
export const fixture = node('test/faults/fixtures/app.ts')

/** Runs a command between two looks at the terminal's settings, and tells its exit status. */
export const checked = (command = fixture) =>
  `before=$(stty -g); ${command}; echo "status $?"; [ "$before" = "$(stty -g)" ] && echo "settings as before"`

export async function started(command = checked(), options?: PtyOptions): Promise<Pty> {
  const pty = new Pty(command, options)
  await pty.until('ready')
  return pty
}

/** The id of the app's process, which it shows. */
export const pidOf = (pty: Pty) => Number(/pid (\d+)/.exec(pty.judge.lines().join('\n'))![1])

/** What is left to see, with everything as it was before and nothing left running. */
export async function restored(pty: Pty): Promise<string> {
  const screen = await pty.end()
  expect(pty.judge.state).toEqual(new Judge(80, 24).state)
  expect(screen).toContain('settings as before')
  await pty.until(() => pty.descendants().length === 0)
  return screen
}
