import { describe, expect, test } from 'vitest'
import { mount } from 'actty/testing'
import type { Example } from '../../examples/example.ts'
import { galleryOf } from '../../examples/gallery.ts'
import { examples } from '../../examples/index.ts'

/** The keys that leave an example. Where a text field has the focus, it is left first. */
const leaving = ({ name }: Example) => (name === 'search' ? ['escape', 'q'] : ['q'])

describe.each(examples.map((example) => [example.name, example] as const))('the example %s', (_, example) => {
  test.each([
    [80, 24],
    [200, 60],
    [20, 5],
  ])('does what it says at %i x %i, is left by q, and leaves nothing behind', async (columns, rows) => {
    const app = mount(example.component, { columns, rows, input: example.input?.([]) })
    await (columns >= 80 ? example.play(app) : app.press(...leaving(example)))
    await app.until((snapshot) => snapshot.status === 'stopped')
    expect(await app.unmount()).toEqual([])
    expect(await app.result).toBeUndefined()
  })
})

describe('the gallery', () => {
  test('shows each example live, opens it, and comes back', async () => {
    const app = mount(galleryOf(examples), { columns: 80, rows: 24 })
    for (const { name, shows } of examples) {
      await app.until(` ${shows.slice(0, 40)}`)
      expect(app.screen()[0]).toContain(`─ ${name} ─`)
      await app.press('enter')
      expect(app.screen()[0]).not.toContain('actty ──')
      if (name === 'search') await app.press('escape') // out of the field
      await app.press('escape')
      expect(app.screen()[0]).toContain('╭─ actty ─')
      await app.press('down')
    }
    await app.press('q')
    expect(await app.unmount()).toEqual([])
  })

  test('shows the state and the keys of the example, not its own', async () => {
    const app = mount(galleryOf(examples), { columns: 80, rows: 24 })
    await app.until('loaded')
    expect(app.screen()[22]).toBe(' showing  r Refresh')
    expect(app.screen()[23]).toBe(' / Filter  Enter Open  q Quit')
    await app.unmount()
  })

  test('finds an example by its name; q is text until Escape leaves the field', async () => {
    const app = mount(galleryOf(examples), { columns: 80, rows: 24 })
    await app.press('/')
    await app.type('clo')
    expect(app.screen()[0]).toContain('─ clock ─')
    await app.press('q')
    expect(app.screen()[1]).toContain('nothing')
    expect(app.screen()[0]).toContain('─ clock ─')
    await app.press('backspace')
    await app.press('escape')
    expect(app.screen()[0]).toContain('─ clock ─')
    await app.press('q')
    expect(await app.result).toBeUndefined()
    expect(app.snapshot().status).toBe('stopped')
    expect(await app.unmount()).toEqual([])
  })

  test('starts an example again that was left', async () => {
    const app = mount(galleryOf(examples), { columns: 80, rows: 24 })
    const { live } = app.snapshot().context
    await app.press('enter', 'q')
    expect(app.screen()[0]).toContain('╭─ actty ─')
    expect(app.snapshot().context.live).not.toBe(live)
    await app.until('loaded')
    expect(await app.unmount()).toEqual([])
  })
})
