import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { assign, createActor, setup } from 'xstate'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createInspector } from 'actty/inspect'
import { hasBrowser, openBrowser } from '../../support/browser.ts'

const lamp = setup({
  types: {
    context: {} as { count: number; tags: Map<string, number>; note: string },
    events: {} as { type: 'press' | 'break' | 'quit' } | { type: 'note'; text: string },
  },
  guards: { isUsed: ({ context }) => context.count > 0 },
  actors: { bulb: setup({}).createMachine({ id: 'bulb', initial: 'cold', states: { cold: {}, hot: {} } }) },
}).createMachine({
  id: 'lamp',
  context: { count: 0, tags: new Map([['watts', 60]]), note: '' },
  invoke: { src: 'bulb', id: 'bulb' },
  initial: 'off',
  on: { note: { actions: assign({ note: ({ event }) => event.text }) } },
  states: {
    off: { on: { press: { target: 'lit', actions: assign({ count: ({ context }) => context.count + 1 }) } } },
    lit: { on: { press: 'off', break: { guard: 'isUsed', target: 'broken' } }, after: { 60_000: 'off' } },
    broken: { type: 'final' },
  },
})

describe.skipIf(!hasBrowser)('the page, in a real browser', () => {
  let browser: Browser
  const open: (() => unknown)[] = []

  beforeAll(async () => {
    browser = await openBrowser()
  }, 120_000)
  afterAll(() => browser.close())
  afterEach(async () => {
    for (const close of open.splice(0)) await close()
  })

  async function inspected() {
    const inspector = createInspector({ port: 0 })
    const actor = createActor(lamp, { inspect: inspector.inspect }).start()
    open.push(() => {
      inspector.close()
      actor.stop()
    })
    return { inspector, actor, address: (await inspector.address)! }
  }

  /** What the page did wrong. */
  const errors: string[] = []

  async function visit(
    address: string,
    options: BrowserContextOptions = {},
    stately?: string,
  ): Promise<Page> {
    errors.length = 0
    const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options })
    open.push(() => context.close())
    const page = await context.newPage()
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('ERR_')) errors.push(message.text())
    })
    await page.route('https://stately.ai/**', (route) =>
      stately === undefined
        ? route.abort('internetdisconnected')
        : route.fulfill({ contentType: 'text/html', body: stately }),
    )
    await page.goto(address)
    await page.locator('.connection.live').waitFor()
    return page
  }

  const lit = (page: Page) =>
    page.evaluate<string[]>(
      '[...document.querySelectorAll("section.state.active")].map((state) => state.dataset.state)',
    )
  const events = (page: Page) => page.locator('.row .label').allTextContents()

  test('shows the actors and the chart, before, during and after what happens', async () => {
    const { actor, address, inspector } = await inspected()
    const page = await visit(address)
    await expect
      .poll(() => page.locator('.tree[aria-label=Actors] .name').allTextContents())
      .toEqual(['lamp', 'bulb'])
    expect(await lit(page)).toEqual(['', 'off'])
    actor.send({ type: 'press' })
    await expect.poll(() => lit(page)).toEqual(['', 'lit'])
    expect(await events(page)).toEqual(['press'])
    expect(await page.locator('.transitions li.lit').allTextContents()).toEqual(['press → lit / assign'])
    expect(await page.locator('.summary .chip').allTextContents()).toEqual([
      'press',
      'break if isUsed',
      'note',
    ])
    expect(await page.locator('.line.changed').allTextContents()).toEqual(['count: 1'])
    expect(await page.locator('.line').allTextContents()).toContain('watts: 60')
    actor.send({ type: 'break' })
    inspector.close()
    await expect.poll(() => page.locator('.connection').textContent()).toBe('the app has ended')
    await expect.poll(() => lit(page)).toEqual(['', 'broken'])
    expect(errors).toEqual([])
  })

  test('takes text as text', async () => {
    const { actor, address } = await inspected()
    const page = await visit(address)
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    actor.send({ type: 'note', text: evil })
    actor.send({ type: evil } as never)
    await expect.poll(() => events(page)).toEqual(['note', evil])
    await expect
      .poll(() => page.locator('.data .line').allTextContents())
      .toContain(`note: ${JSON.stringify(evil)}`)
    expect(await page.title()).toBe('actty inspector')
    expect(errors).toEqual([])
  })

  test('can be driven by keys alone', async () => {
    const { actor, address } = await inspected()
    const page = await visit(address)
    for (let i = 0; i < 5; i++) actor.send({ type: 'press' })
    actor.send({ type: 'note', text: 'x' })
    await expect.poll(() => events(page)).toHaveLength(6)
    await page.locator('.tree[aria-label=Actors]').focus()
    await page.keyboard.press('End')
    await expect.poll(() => page.locator('.summary h2').textContent()).toContain('bulb')
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => page.locator('.summary h2').textContent()).toContain('lamp')
    await page.keyboard.press('/')
    await page.keyboard.type('NOTE')
    await expect.poll(() => events(page)).toEqual(['note'])
    await page.keyboard.press('Escape')
    await page.locator('.sequence').focus()
    await page.keyboard.press('ArrowDown')
    await expect
      .poll(() => page.locator('.tree[aria-label=Event] .line').allTextContents())
      .toContain('text: "x"')
    await page.keyboard.press('p')
    actor.send({ type: 'note', text: 'y' })
    await expect.poll(() => page.locator('.data .line').allTextContents()).toContain('note: "y"')
    expect(await events(page)).toEqual(['note'])
    await page.keyboard.press('p')
    await expect.poll(() => events(page)).toEqual(['note', 'note'])
    expect(errors).toEqual([])
  })

  test('keeps up with ten thousand events, and shows the last', async () => {
    const { actor, address } = await inspected()
    const page = await visit(address)
    for (let i = 0; i < 10_000; i++) actor.send({ type: 'press' })
    actor.send({ type: 'note', text: 'last' })
    await expect.poll(async () => (await events(page)).at(-1), { timeout: 15_000 }).toBe('note')
    expect(await page.locator('.row').count()).toBeLessThan(100)
    await expect.poll(() => lit(page)).toEqual(['', 'off'])
  })

  test('looks right in the light and in the dark', async () => {
    const { address } = await inspected()
    const ground = async (colorScheme: 'light' | 'dark') => {
      const page = await visit(address, { colorScheme })
      return page.evaluate('getComputedStyle(document.body).backgroundColor')
    }
    expect(await ground('light')).toBe('rgb(255, 255, 255)')
    expect(await ground('dark')).toBe('rgb(22, 24, 29)')
  })

  test('shows the Stately inspector, and posts it every message in order', async () => {
    const { actor, address } = await inspected()
    actor.send({ type: 'press' })
    const page = await visit(
      address,
      {},
      `<title>stately</title><script>
        window.got = []
        addEventListener('message', ({ data }) => got.push(data))
        parent.postMessage({ type: '@statelyai.connected' }, '*')
      </script>`,
    )
    const frame = page.frames().find((frame) => frame.url() === 'https://stately.ai/inspect')!
    const got = () => frame.evaluate('got.map(({ type, name, event }) => [type, name ?? event.type])')
    await expect.poll(got).toEqual([
      ['@xstate.actor', 'lamp'],
      ['@xstate.actor', 'bulb'],
    ])
    expect(await page.locator('#tab-stately').getAttribute('aria-selected')).toBe('true')
    actor.send({ type: 'press' })
    await expect.poll(got).toEqual([
      ['@xstate.actor', 'lamp'],
      ['@xstate.actor', 'bulb'],
      ['@xstate.event', 'press'],
      ['@xstate.snapshot', 'press'],
    ])
    expect(await frame.evaluate('got[0].snapshot.value')).toBe('lit')
    expect(await frame.evaluate('JSON.parse(got[0].definition).states.off.on.press.target')).toBe('lit')
    await page.keyboard.press('1')
    await expect.poll(() => lit(page)).toEqual(['', 'off'])
    expect(errors).toEqual([])
  })

  test('comes back by itself, and sees what is', async () => {
    const { actor, address } = await inspected()
    const page = await visit(address)
    await page.context().setOffline(true)
    await page.context().setOffline(false)
    actor.send({ type: 'press' })
    await expect.poll(() => lit(page)).toEqual(['', 'lit'])
    await page.reload()
    await expect.poll(() => lit(page)).toEqual(['', 'lit'])
  })
})
