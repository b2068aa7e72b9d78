#!/usr/bin/env node

/** A command: what `--help` says of it, and what it does with its words. */
export interface Command {
  readonly usage: string
  /** Returns the exit status; undefined if the program goes on by itself. */
  run(words: readonly string[]): Promise<number | undefined>
}

const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  replay: () => import('./replay.ts'),
  inspect: () => import('./inspect.ts'),
  explore: () => import('./explore.ts'),
  lint: () => import('./lint.ts'),
  storyboard: () => import('./storyboard.ts'),
}

const [name = '', ...words] = process.argv.slice(2)
const status = await main(name, words)
if (status !== undefined) process.exit(status)

async function main(name: string, words: readonly string[]): Promise<number | undefined> {
  const wantsHelp = [name, ...words].some((word) => word === '--help' || word === '-h')
  if (!Object.hasOwn(commands, name)) {
    const usages = await Promise.all(
      Object.values(commands).map(async (load) => (await load()).command.usage),
    )
    const stream = wantsHelp ? process.stdout : process.stderr
    stream.write(usages.join('\n'))
    return wantsHelp ? 0 : 2
  }
  const { command } = await commands[name]!()
  if (wantsHelp) process.stdout.write(command.usage)
  else return command.run(words)
  return 0
}
