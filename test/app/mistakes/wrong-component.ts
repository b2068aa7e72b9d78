import { component, region } from 'actty'
import { form, menu } from './base.ts'

component({ logic: form, view: ({ children }) => region(children.name, menu) })
