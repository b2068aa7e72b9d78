import { describe, expect, onTestFinished, test } from 'vitest'
import { galleryOf } from '../../examples/gallery.ts'
import { examples } from '../../examples/index.ts'
import { inLines, type LineUser } from '../support/lines.ts'

/** What leaves an example, the best first, as the lines say it: the name of a key, and what it does. */
const ways = [/Quit/, /Yes|End|Leave|Cancel|Show all/]

/** A key that was offered last, as it has to be typed. */
function offered(written: string, seen: number): string | undefined {
  const menu = written
    .slice(seen)
    .split('\n')
    .findLast((line) => /(^|, ):?[\w+?/]+ [A-Z]/.test(line))
  const commands = menu?.split(', ') ?? []
  for (const way of ways) {
    const found = commands.find((command) => way.test(command))
    if (found !== undefined) return found.split(' ')[0]
  }
  return undefined
}

/** Leaves an app by what was written, and nothing else. */
async function leave(user: LineUser): Promise<void> {
  let seen = 0
  for (let tries = 0; tries < 4; tries++) {
    const hasEnded = await Promise.race([
      user.result.then(() => true),
      user.until(/[A-Z].*\n[^\n]*[>:] $/).then(() => false),
    ])
    if (hasEnded) return
    const key = offered(user.text(), seen)
    expect(key, user.text()).toBeDefined()
    seen = user.text().length
    user.type(key!)
  }
  await user.result
}

const shown = [
  ...examples
    .filter(({ name }) => name !== 'questions' && name !== 'deploy' && name !== 'form')
    .map(({ name, component, input }) => ({ name, component, input: input?.([]) })),
  { name: 'gallery', component: galleryOf(examples), input: undefined },
]

describe.each(shown)('$name, without seeing a screen', ({ component, input }) => {
  test('says what it shows, and is left by what it says', async () => {
    const user = await inLines(component, { input })
    onTestFinished(() => user.stop())
    await leave(user)
    expect(user.text()).not.toContain('\x1b')
    expect(user.text().split('\n').length).toBeGreaterThan(2)
  })
})

test('questions are answered without seeing a screen', async () => {
  const user = await inLines(examples.find(({ name }) => name === 'questions')!.component)
  onTestFinished(() => user.stop())
  const asked = [
    ['Name of the service', 'People'],
    ['small letters and hyphens only', 'people'],
    ['Environment', '2'],
    ['Features', '1'],
    ['Deploy this?', 'y'],
    ['q Quit', 'q'],
  ] as const
  for (const [said, answer] of asked) {
    await user.until(said)
    user.type(answer)
  }
  await user.result
  expect(user.text()).toContain('2. production')
  expect(user.text()).not.toContain('\x1b')
})

test('a deployment is asked for and taken back without seeing a screen', async () => {
  const user = await inLines(examples.find(({ name }) => name === 'deploy')!.component)
  onTestFinished(() => user.stop())
  const asked = [
    ['Name of the service', 'people'],
    ['Environment', '1'],
    ['Let the smoke test fail?', 'y'],
    [/Deploy/, ''],
    [/Use the new release was taken back\n[^]*q Quit/, 'q'],
  ] as const
  for (const [said, answer] of asked) {
    await user.until(said)
    user.type(answer)
  }
  await user.result
  expect(user.text()).toContain('  cat: no-such-page.html: ')
  expect(user.text()).not.toContain('\x1b')
})
