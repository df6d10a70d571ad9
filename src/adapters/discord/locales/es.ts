/** Spanish. */
import type { Words } from './words.js';

export const spanish: Words = {
  message: 'Estilizar esta imagen',
  commands: {
    stylize: {
      name: 'estilizar',
      description: 'Pinta una foto con el estilo de una imagen',
      options: {
        content: ['foto', 'La foto que se pinta'],
        style: ['estilo', 'La imagen cuyo estilo toma; o elige un modelo'],
        preset: [
          'modelo',
          'Una imagen de estilo que ya está aquí; varias con pesos: harvest:2, cafe-terrace',
        ],
        strength: ['intensidad', 'Cuánto del estilo; 50 es el equilibrio propio de la receta'],
        size: ['tamaño', 'Lado largo del resultado en píxeles, u original para el de la foto'],
        steps: ['pasos', 'Pasos a tamaño completo; con más, la pintura llega más lejos y tarda más'],
        colors: [
          'colores',
          'Qué colores tiene la imagen: los del estilo, o los de la foto, ajustados antes o después',
          {
            style: 'los del estilo',
            content: 'los de la foto, ajustados antes',
            luminance: 'los de la foto, después',
          },
        ],
        recipe: ['receta', 'Qué sistema pinta; consulta las recetas'],
        seed: ['semilla', 'Otra semilla da otra imagen; la misma semilla, la misma imagen'],
        private: ['privado', 'Solo tú ves la imagen'],
        mask: ['máscara', 'Dónde va el (primer) estilo: una imagen gris (blanco = aquí) o con transparencia'],
        'invert-mask': ['invertir-máscara', 'El estilo va donde la máscara es negra o transparente'],
        init: [
          'inicio',
          'Con qué se empieza: la foto, la foto con los colores del estilo, ruido o el estilo',
          { photo: 'foto', matched: 'foto con los colores del estilo', noise: 'ruido', style: 'estilo' },
        ],
        'init-picture': ['imagen-inicial', 'La imagen con la que se empieza, por ejemplo una ya pintada'],
        'style-scale': [
          'escala-del-estilo',
          'Tamaño de la imagen de estilo junto a la foto; más grande da trazos más grandes',
        ],
        coarseness: ['grosor', '0 textura fina, 100 trazos gruesos; 50 es el equilibrio propio de la receta'],
        'content-layers': ['capas-de-contenido', 'Capas de VGG19 para el contenido, con :peso'],
        'style-layers': ['capas-de-estilo', 'Capas de VGG19 para el estilo, con :peso'],
        pooling: [
          'reducción',
          'Cómo VGG19 reduce la imagen a la mitad: el máximo es más nítido, la media más suave',
          { max: 'máximo', average: 'media' },
        ],
        'content-weight': ['peso-del-contenido', 'Alfa, el peso del contenido'],
        'style-weight': ['peso-del-estilo', 'Beta, el peso del estilo; la intensidad lo multiplica'],
        'tv-weight': ['suavizado', 'Peso de la variación total: suaviza'],
      },
    },
    styles: {
      name: 'estilos',
      description: 'Los estilos y fotos de ejemplo que hay; un servidor puede añadir los suyos',
      options: {
        action: [
          'acción',
          'Verlos todos, añadir un estilo a este servidor o quitar uno de los suyos',
          { list: 'ver', add: 'añadir', remove: 'quitar' },
        ],
        name: ['nombre', 'Cómo se llama el estilo que se añade o se quita'],
        image: ['imagen', 'La imagen que se añade'],
      },
    },
    recipes: {
      name: 'recetas',
      description: 'Los sistemas de transferencia de estilo con los que se puede pintar',
      options: {},
    },
    queue: {
      name: 'cola',
      description: 'Qué se está pintando y quién espera, con el tiempo que falta',
      options: {},
    },
    status: {
      name: 'estado',
      description: 'Por dónde va una imagen tuya',
      options: { job: ['trabajo', 'Qué trabajo, por su nombre'] },
    },
    cancel: {
      name: 'cancelar',
      description: 'Detiene una imagen tuya; se conserva lo que ya está pintado',
      options: { job: ['trabajo', 'Qué trabajo, por su nombre'] },
    },
    history: {
      name: 'historial',
      description: 'Tus imágenes, las más recientes primero',
      options: { limit: ['cantidad', 'Cuántas como máximo, las más recientes primero'] },
    },
    settings: {
      name: 'ajustes',
      description: 'Ajustes y límites de este servidor, para su moderación',
      options: {
        action: [
          'acción',
          'Ver, cambiar, o saber quién cambió qué',
          { list: 'ver', set: 'cambiar', unset: 'restablecer', audit: 'registro' },
        ],
        name: ['ajuste', 'Qué ajuste'],
        value: ['valor', 'El nuevo valor, para cambiar'],
      },
    },
    privacy: {
      name: 'privacidad',
      description: 'Qué se guarda sobre ti, durante cuánto tiempo y cómo borrarlo',
      options: {
        action: ['acción', 'Ver lo que se guarda sobre ti, o borrarlo', { show: 'ver', delete: 'borrar' }],
      },
    },
    help: {
      name: 'ayuda',
      description: 'Qué puedes hacer aquí, y cómo',
      options: { command: ['comando', 'De qué comando quieres saber más'] },
    },
  },
};
