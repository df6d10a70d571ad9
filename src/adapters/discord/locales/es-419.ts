/** Spanish of Latin America, where it differs. */
import { spanish } from './es.js';
import type { Words } from './words.js';

export const latinAmericanSpanish: Words = {
  ...spanish,
  commands: {
    ...spanish.commands,
    styles: {
      name: 'estilos',
      description: 'Los estilos y fotos de ejemplo que hay; un servidor puede agregar los suyos',
      options: {
        action: [
          'acción',
          'Verlos todos, agregar un estilo a este servidor o quitar uno de los suyos',
          { list: 'ver', add: 'agregar', remove: 'quitar' },
        ],
        name: ['nombre', 'Cómo se llama el estilo que se agrega o se quita'],
        image: ['imagen', 'La imagen que se agrega'],
      },
    },
  },
};
