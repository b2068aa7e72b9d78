import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { assign, createActor, fromCallback, raise, setup, type Actor, type AnyActorLogic } from 'xstate'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { column, component, text } from 'actty'
import { createInspector, inspector, type InspectOptions } from 'actty/inspect'
import { mount } from 'actty/testing'
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

  async function inspected(options: InspectOptions = {}) {
    return running(lamp, options)
  }

  async function running<L extends AnyActorLogic>(logic: L, options: InspectOptions = {}) {
    const inspector = createInspector({ port: 0, ...options })
    const actor = createActor(logic as AnyActorLogic, { inspect: inspector.inspect }).start() as Actor<L>
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
  const events = (page: Page) => page.locator('.row:not(.past) .label').allTextContents()

  test('shows the actors and the chart, before, during and after what happens', async () => {
    const { actor, address, inspector } = await inspected()
    const page = await visit(address)
    await expect
      .poll(() => page.locator('.tree[aria-label=Actors] .name').allTextContents())
      .toEqual(['lamp', 'bulb'])
    expect(await lit(page)).toEqual(['', 'off'])
    expect(await page.locator('.sender').count()).toBe(0)
    actor.send({ type: 'press' })
    await expect.poll(() => lit(page)).toEqual(['', 'lit'])
    expect(await events(page)).toEqual(['press'])
    await expect.poll(() => page.locator('.chart-line.lit').allTextContents()).toEqual(['press / assign'])
    await expect
      .poll(() => page.locator('.summary .chip').allTextContents())
      .toEqual(['press', 'break if isUsed', 'note'])
    await expect.poll(() => page.locator('.line.changed').allTextContents()).toEqual(['count: 1 was 0'])
    await expect.poll(() => page.locator('.line').allTextContents()).toContain('watts: 60')
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
      .toContain(`note: ${JSON.stringify(evil)} was ""`)
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
    await expect.poll(() => page.locator('.moment').textContent()).toContain('after note to lamp')
    await page.keyboard.press('Escape')
    await page.keyboard.press('p')
    actor.send({ type: 'note', text: 'y' })
    await expect.poll(() => page.locator('.data .line').allTextContents()).toContain('note: "y" was "x"')
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
    await expect.poll(() => page.locator('.row').count()).toBeLessThan(100)
    await expect.poll(() => lit(page)).toEqual(['', 'off'])
  })

  test('looks right in the light and in the dark', async () => {
    const { address } = await inspected()
    const ground = async (colorScheme: 'light' | 'dark') => {
      const page = await visit(address, { colorScheme })
      return page.evaluate('getComputedStyle(document.body).backgroundColor')
    }
    // The grounds of the themes `light` and `dark`: #fcfcfd and #12141c.
    expect(await ground('light')).toBe('rgb(252, 252, 253)')
    expect(await ground('dark')).toBe('rgb(18, 20, 28)')
  })

  test('shows the Stately inspector if that is asked for, and posts it every message in order', async () => {
    const { actor, address } = await inspected({ stately: true })
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
    const got = () =>
      frame.evaluate(
        'got.filter((one) => !one.isPast).map(({ type, name, event }) => [type, name ?? event.type])',
      )
    await expect.poll(got).toEqual([
      ['@xstate.actor', 'lamp'],
      ['@xstate.actor', 'bulb'],
    ])
    await expect.poll(() => page.locator('#tab-stately').getAttribute('aria-selected')).toBe('true')
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
    expect(await events(page)).toEqual(['press'])
    await page.reload()
    await expect.poll(() => lit(page)).toEqual(['', 'lit'])
    await expect
      .poll(() => page.locator('.row.past .label').allTextContents())
      .toEqual(['xstate.init', 'xstate.init', 'press'])
    await expect.poll(() => page.locator('.count').textContent()).toBe('3 events, 3 past')
    await page.locator('.row.past').last().click()
    await expect.poll(() => page.locator('.data h3').first().textContent()).toContain('past')
  })

  test('loads nothing from elsewhere until someone presses the button, and then shows the Stately inspector', async () => {
    const { address } = await inspected()
    const page = await visit(
      address,
      {},
      `<script>parent.postMessage({ type: '@statelyai.connected' }, '*')</script>`,
    )
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await page.reload()
    await page.locator('.connection.live').waitFor()
    await page.keyboard.press('2')
    expect(requests.filter((url) => !url.startsWith(address))).toEqual([])
    await expect.poll(() => page.locator('iframe').count()).toBe(0)
    const policy = (await fetch(address)).headers.get('content-security-policy')
    expect(policy).not.toMatch(/frame-src|stately/)
    const fromInside = `new Promise((resolve) => {
      const frame = document.body.appendChild(document.createElement('iframe'))
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective))
      frame.src = 'https://stately.ai/inspect'
    })`
    expect(await page.evaluate(fromInside)).toBe('frame-src')
    await page.reload()
    await page.getByText('Show it to stately.ai too').click()
    await page.locator('.connected').waitFor()
    await expect.poll(() => page.locator('#tab-stately').getAttribute('aria-selected')).toBe('true')
    expect(requests.some((url) => url.startsWith('https://stately.ai/'))).toBe(true)
    expect(errors.filter((error) => !error.includes('frame-src') && !error.includes('Framing'))).toEqual([])
  })

  test('has no such button if it is forbidden', async () => {
    const { address } = await inspected({ stately: false })
    const page = await visit(`${address}?stately`)
    await expect.poll(() => page.locator('button', { hasText: 'stately' }).count()).toBe(0)
    await expect.poll(() => page.locator('iframe').count()).toBe(0)
  })

  test('lights the transitions that were taken: of guards the one, of regions each, of a chain every step', async () => {
    const region = { initial: 'off', states: { off: { on: { go: 'on' } }, on: {} } }
    const logic = setup({ guards: { no: () => false } }).createMachine({
      id: 'm',
      type: 'parallel',
      states: {
        left: region,
        right: region,
        chain: {
          initial: 'a',
          states: {
            a: {
              on: {
                go: [
                  { guard: 'no', target: 'c' },
                  { guard: () => true, target: 'b', actions: () => {} },
                  { target: 'd' },
                ],
              },
            },
            b: { always: 'c' },
            c: { entry: raise({ type: 'inner' }), on: { inner: 'd' } },
            d: {},
          },
        },
      },
    })
    const { actor, address } = await running(logic)
    const page = await visit(address)
    actor.send({ type: 'go' })
    const litLines = () => page.locator('.chart-line.lit').allTextContents()
    await expect.poll(litLines).toEqual(['go', 'go', 'go [inline] / inline', 'always', 'inner'])
    await expect
      .poll(() => page.locator('.summary .step .event').allTextContents())
      .toEqual(['go', 'always', 'inner raised'])
    expect(await events(page)).toEqual(['go', 'inner'])
    await page.reload()
    await expect.poll(litLines).toHaveLength(5)
    expect(errors).toEqual([])
  })

  const busy = setup({
    types: { context: {} as { count: number; fixed: string }, events: {} as { type: 'tick' } },
    actors: { kid: fromCallback(() => {}) },
  }).createMachine({
    id: 'busy',
    context: { count: 0, fixed: 'stays as it is' },
    description: 'A text that stands in the chart',
    invoke: Array.from({ length: 40 }, (_, n) => ({ src: 'kid' as const, id: `kid ${n}` })),
    initial: 'on',
    states: {
      on: {
        description: 'Another text',
        on: { tick: { actions: assign({ count: ({ context }) => context.count + 1 }) } },
      },
    },
  })

  test('keeps what is selected in chart, context and log while events flow', async () => {
    const { actor, address } = await running(busy)
    const page = await visit(address)
    actor.send({ type: 'tick' })
    await expect.poll(() => events(page)).toEqual(['tick'])
    const places = [
      'section.state[data-state=on] .description',
      '.tree[aria-label=Context] [data-id="context.fixed"] .value',
      '.row:not(.past) .label',
      '.tree[aria-label=Actors] [data-id] .name',
    ]
    for (const place of places) {
      await page.locator(place).first().waitFor()
      const select = `getSelection().selectAllChildren(document.querySelector(${JSON.stringify(place)})), getSelection().toString()`
      const selected = await page.evaluate<string>(select)
      expect(selected).not.toBe('')
      const before = Number(/\d+/.exec((await page.locator('.count').textContent())!)![0])
      for (let n = 0; n < 300; n++) actor.send({ type: 'tick' })
      await expect.poll(() => page.locator('.count').textContent()).toContain(String(before + 300))
      expect(await page.evaluate('getSelection().toString()'), place).toBe(selected)
    }
    expect(errors).toEqual([])
  })

  test('makes nothing again that did not change', async () => {
    const { actor, address } = await running(busy)
    const page = await visit(address)
    actor.send({ type: 'tick' })
    await expect.poll(() => events(page)).toEqual(['tick'])
    await page.evaluate(`
      globalThis.made = []
      new MutationObserver((changes) => {
        for (const { type, target } of changes)
          if (type === 'childList' && !target.closest?.('.sequence')) made.push(target.outerHTML.slice(0, 100))
      }).observe(document.querySelector('main'), { childList: true, subtree: true })`)
    for (let n = 0; n < 50; n++) {
      actor.send({ type: 'tick' })
      await page.evaluate('new Promise(requestAnimationFrame)')
    }
    await expect.poll(() => page.locator('.tree[aria-label=Context]').textContent()).toContain('count: 51')
    expect(await page.evaluate('made')).toEqual([])
  })

  test('scrolls the chart to the active state, until someone scrolls away from it', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `s${n}`)
    const logic = setup({ types: { events: {} as { type: 'to'; at: number } } }).createMachine({
      id: 'long',
      initial: 's0',
      states: Object.fromEntries(
        names.map((name, n) => [name, { description: 'x '.repeat(400), on: { next: `s${(n + 1) % 60}` } }]),
      ) as never,
      on: { last: '.s59', middle: '.s30' } as never,
    })
    const { actor, address } = await running(logic)
    const page = await visit(address)
    const isInView = (path: string) =>
      page.evaluate<boolean>(`(() => {
        const state = document.querySelector('[data-state=${path}]').getBoundingClientRect()
        const chart = document.querySelector('.chart').getBoundingClientRect()
        return state.bottom > chart.top && state.top < chart.bottom
      })()`)
    await expect.poll(() => isInView('s0')).toBe(true)
    actor.send({ type: 'last' } as never)
    await expect.poll(() => isInView('s59')).toBe(true)
    await page.evaluate(`document.querySelector('.chart').scrollTo(0, 0)`)
    await expect.poll(() => isInView('s59')).toBe(false)
    actor.send({ type: 'middle' } as never)
    await page.locator('[data-state=s30].active').waitFor()
    expect(await isInView('s0')).toBe(true)
  })

  test('zooms and moves the diagram, by keys, wheel and drag', async () => {
    const names = Array.from({ length: 30 }, (_, n) => `s${n}`)
    const logic = setup({}).createMachine({
      id: 'long',
      initial: 's0',
      states: Object.fromEntries(
        names.map((name, n) => [name, { on: { next: `s${(n + 1) % 30}` } }]),
      ) as never,
    })
    const { address } = await running(logic)
    const page = await visit(address)
    const percent = () => page.locator('.percent').textContent()
    const scrolled = () => page.evaluate<number>(`document.querySelector('.chart').scrollTop`)
    const width = () =>
      page.evaluate<number>(`document.querySelector('.diagram').getBoundingClientRect().width`)
    await page.locator('.chart').focus()
    await page.keyboard.press('0')
    await expect.poll(percent).toBe('100 %')
    const whole = await width()
    await page.keyboard.press('+')
    await expect.poll(percent).toBe('120 %')
    expect(Math.round(((await width()) / whole) * 100)).toBe(120)
    await page.keyboard.press('ArrowDown')
    await expect.poll(scrolled).toBeGreaterThan(0)
    await page.keyboard.press('f')
    await expect.poll(scrolled).toBe(0)
    const fits = `(() => { const it = document.querySelector('.chart'); return it.scrollHeight <= it.clientHeight })()`
    expect(await page.evaluate(fits)).toBe(true)
    await page.keyboard.press('0')
    await page.locator('.chart').hover({ position: { x: 20, y: 300 } })
    await page.mouse.down()
    await page.mouse.move(500, 60)
    await page.mouse.up()
    await expect.poll(scrolled).toBeGreaterThan(150)
    await page.locator('.zoom button', { hasText: 'Active' }).click()
    await page.locator('[data-state=s0].active').waitFor()
    await expect.poll(scrolled).toBeLessThan(100)
    await page.locator('.chart').hover()
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -200)
    await page.keyboard.up('Control')
    await expect.poll(percent).toBe('165 %')
    expect(errors).toEqual([])
  })

  test('counts what was visited, and shows what never was', async () => {
    const { actor, address } = await inspected()
    for (let n = 0; n < 3; n++) actor.send({ type: 'press' })
    const page = await visit(address)
    const counts = () => page.locator('section.state .visits').allTextContents()
    await expect.poll(counts).toEqual(['', '2×', '2×', ''])
    const never = () => page.locator('section.state.never').getAttribute('data-state')
    await expect.poll(never).toBe('broken')
    actor.send({ type: 'press' })
    await expect.poll(counts).toEqual(['', '3×', '2×', ''])
    await expect
      .poll(() => page.locator('[data-state=off]').getAttribute('aria-label'))
      .toBe('off, active, 3 times')
    actor.send({ type: 'press' })
    actor.send({ type: 'break' })
    await expect.poll(() => page.locator('section.state.never').count()).toBe(0)
  })

  test('shows an app at the moment of an event: chart, context, what changed, and the screen', async () => {
    const lampView = component({
      logic: lamp,
      keys: { p: { type: 'press' }, b: { type: 'break' } },
      view: (snapshot) =>
        column([text(`the lamp is ${snapshot.value}`), text('always here', { color: 'success' })]),
    })
    const addresses: string[] = []
    const app = mount(lampView, {
      inspect: inspector({ port: 0, onAddress: (address) => addresses.push(address) }),
    })
    open.push(() => app.unmount())
    await expect.poll(() => addresses.length).toBe(1)
    const page = await visit(addresses[0]!)
    const screen = () => page.locator('.screen').textContent()
    await expect.poll(screen).toContain('the lamp is off')
    for (const state of ['lit', 'off', 'lit']) {
      await app.press('p')
      await expect.poll(screen).toContain(`the lamp is ${state}`)
    }
    await page.locator('.row[data-outcome=taken]', { hasText: 'press' }).nth(1).click()
    await expect.poll(() => page.locator('.moment').textContent()).toContain('after press to lamp')
    await expect.poll(screen).toContain('the lamp is off')
    expect(await lit(page)).toEqual(['', 'off'])
    await page.keyboard.press('ArrowUp')
    await expect.poll(screen).toContain('the lamp is lit')
    const changed = () => page.locator('.tree[aria-label=Context] .line.changed').allTextContents()
    await expect.poll(changed).toEqual(['count: 1 was 0'])
    await app.press('b')
    await expect.poll(() => page.locator('.moment').isVisible()).toBe(true)
    expect(await lit(page)).toEqual(['', 'lit'])
    await page.keyboard.press('Escape')
    await expect.poll(() => lit(page)).toEqual(['', 'broken'])
    await expect.poll(() => page.locator('.moment').isVisible()).toBe(false)
    expect(errors).toEqual([])
  })

  test('searches in events, hides those of XState, keeps to a part of the tree, and copies', async () => {
    const { actor, address } = await inspected()
    const page = await visit(address, { permissions: ['clipboard-read', 'clipboard-write'] })
    actor.send({ type: 'note', text: 'needle' })
    actor.send({ type: 'press' })
    await expect.poll(() => events(page)).toEqual(['note', 'press'])
    const shown = () => page.locator('.row .label').allTextContents()
    expect(await shown()).toEqual(['xstate.init', 'xstate.init', 'note', 'press'])
    await page.getByText('Hide xstate.*').click()
    await expect.poll(shown).toEqual(['note', 'press'])
    await page.keyboard.press('/')
    await page.keyboard.type('NEEDLE')
    await expect.poll(shown).toEqual(['note'])
    await page.locator('.row').click()
    const copied = () => page.evaluate<string>('navigator.clipboard.readText()')
    await page.locator('.data h3 button').first().click()
    await expect.poll(copied).toBe(JSON.stringify({ type: 'note', text: 'needle' }, undefined, 2))
    await page.locator('.pane.data .pane-head button').click()
    await expect.poll(async () => (await copied()).includes('"note": "needle"')).toBe(true)
    await page.locator('input').fill('')
    await page.getByText('Hide xstate.*').click()
    await page.locator('[data-id] .name', { hasText: 'bulb' }).click()
    await page.getByText('Only this actor').click()
    await expect.poll(shown).toEqual(['xstate.init'])
    await expect.poll(() => page.getByText('Only bulb').count()).toBe(1)
    expect(errors).toEqual([])
  })

  test('has panes whose sizes are changed by keys and by drag', async () => {
    const { address } = await inspected()
    const page = await visit(address)
    const width = async () => (await page.locator('.pane.actors').boundingBox())!.width
    const height = async () => (await page.locator('.pane.events').boundingBox())!.height
    expect(await width()).toBe(210)
    await page.locator('.splitter.left').focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(width).toBe(226)
    expect(await page.locator('.splitter.left').getAttribute('aria-valuenow')).toBe('226')
    await page.keyboard.press('Home')
    await expect.poll(width).toBe(120)
    const before = await height()
    const { x, y } = (await page.locator('.splitter.below').boundingBox())!
    await page.mouse.move(x + 300, y + 2)
    await page.mouse.down()
    await page.mouse.move(x + 300, y - 98)
    await page.mouse.up()
    await expect.poll(height).toBe(before + 100)
  })

  test('sends events and keys if the app allows it, and says what is wrong with them', async () => {
    const view = component({
      logic: lamp,
      keys: { p: { type: 'press' } },
      view: (snapshot) => text(`the lamp is ${snapshot.value}`),
    })
    const addresses: string[] = []
    const onAddress = (address: string) => void addresses.push(address)
    const app = mount(view, { inspect: inspector({ port: 0, control: true, onAddress }) })
    open.push(() => app.unmount())
    await expect.poll(() => addresses.length).toBe(1)
    const page = await visit(addresses[0]!)
    await page.getByPlaceholder('Key').fill('p')
    await page.keyboard.press('Enter')
    await expect.poll(() => lit(page)).toEqual(['', 'lit'])
    await page.getByPlaceholder('Key').fill('no such key')
    await page.keyboard.press('Enter')
    await page.locator('button.chip', { hasText: 'note' }).click()
    await page.keyboard.type(', "text": "from the page"')
    await page.keyboard.press('Enter')
    await expect.poll(() => app.snapshot().context.note).toBe('from the page')
    await page.locator('.sender textarea').fill('{"type": 5}')
    await page.getByText('Send to lamp').click()
    await expect.poll(() => page.locator('.problem').textContent()).toContain('type')
    await page.locator('.sender textarea').fill('press')
    await page.keyboard.press('Enter')
    await expect.poll(() => lit(page)).toEqual(['', 'off'])
    expect(await page.locator('.problem').isVisible()).toBe(false)
    expect(errors).toEqual([])
  })

  test('keeps the time in view when the log is scrolled sideways, and scrolls to the lane of a chosen event', async () => {
    const { actor, address } = await running(busy)
    const page = await visit(address)
    actor.send({ type: 'tick' })
    await expect.poll(() => events(page)).toEqual(['tick'])
    const left = (selector: string) =>
      page.evaluate<number>(`(() => {
        const log = document.querySelector('.sequence').getBoundingClientRect()
        return document.querySelector('${selector}').getBoundingClientRect().left - log.left
      })()`)
    await page.evaluate(`document.querySelector('.sequence').scrollLeft = 4000`)
    await expect.poll(() => left('.row:last-child .label')).toBeLessThan(0)
    expect(await left('.row:last-child time')).toBe(0)
    const top = (selector: string) =>
      page.evaluate<number>(`document.querySelector('${selector}').getBoundingClientRect().top`)
    expect(await top('.lane')).toBe(await top('.lanes'))
    await page.locator('.sequence').focus()
    await page.keyboard.press('End')
    await expect.poll(() => left('.row[aria-selected=true] .label')).toBeGreaterThan(0)
    await page.keyboard.press('Home')
    for (let n = 0; n < 30; n++) await page.keyboard.press('ArrowDown')
    const isLabelInView = async () => {
      const label = await left('.row[aria-selected=true] .label')
      return label > 0 && label < 1200
    }
    await expect.poll(isLabelInView).toBe(true)
    expect(errors).toEqual([])
  })

  test('shows one clock, one event as one, actors by name, and values as what they are', async () => {
    const logic = setup({}).createMachine({
      id: 'm',
      context: ({ self }) => ({
        self,
        map: new Map([['watts', new Map([['a', 1]])]]),
        bytes: new Uint8Array([1, 2]),
        nothing: undefined,
        deep: { deeper: { set: new Set([1]) } },
        error: Object.assign(new Error('no luck'), { stack: 'Error: no luck\n    at here' }),
      }),
      on: { go: { actions: () => {} } },
    })
    const { actor, address } = await running(logic)
    const page = await visit(address)
    const lines = () => page.locator('.tree[aria-label=Context] .line').allTextContents()
    await expect
      .poll(lines)
      .toEqual(
        expect.arrayContaining([
          'self: → m',
          '▾map: Map(1)',
          '▸watts: Map(1) {a → 1}',
          '▾bytes: Uint8Array(2)',
          'nothing: undefined',
          '▸deeper: {set: Set(1) {1}}',
          'stack: "Error: no luck\n    at here"',
        ]),
      )
    actor.send({ type: 'go' })
    await page.locator('.row:not(.past)').waitFor()
    const time = /^\d\d:\d\d:\d\d\.\d{3}$/
    await expect.poll(() => page.locator('.row:not(.past) time').textContent()).toMatch(time)
    await expect.poll(() => page.locator('.summary time').textContent()).toMatch(time)
    await page.getByText('Clear').click()
    await expect.poll(() => page.locator('.count').textContent()).toBe('0 events')
    actor.send({ type: 'go' })
    await expect.poll(() => page.locator('.count').textContent()).toBe('1 event')
  })
})
