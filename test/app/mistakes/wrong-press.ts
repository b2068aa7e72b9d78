import { component, row, text } from 'actty'
import { form } from './base.ts'

component({ logic: form, view: () => row(['x', text('y', { press: { type: 'sent' } })]) })
