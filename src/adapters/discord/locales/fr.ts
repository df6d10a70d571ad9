/** French. */
import type { Words } from './words.js';

export const french: Words = {
  message: 'Styliser cette image',
  commands: {
    stylize: {
      name: 'styliser',
      description: 'Peint une photo dans le style d’une image',
      options: {
        content: ['photo', 'La photo à peindre'],
        style: ['style', 'L’image dont elle prend le style ; ou choisis un modèle'],
        preset: [
          'modèle',
          'Une image de style déjà présente ici ; plusieurs avec poids : harvest:2, cafe-terrace',
        ],
        strength: ['intensité', 'La part du style ; 50 est l’équilibre propre à la recette'],
        size: ['taille', 'Grand côté du résultat en pixels, ou original pour celui de la photo'],
        steps: [
          'étapes',
          'Étapes en pleine taille ; plus il y en a, plus la peinture avance et prend du temps',
        ],
        colors: [
          'couleurs',
          'Les couleurs de l’image : celles du style, ou celles de la photo, ajustées avant ou après',
          {
            style: 'celles du style',
            content: 'celles de la photo, ajustées avant',
            luminance: 'celles de la photo, après',
          },
        ],
        recipe: ['recette', 'Le système qui peint ; voir les recettes'],
        seed: ['graine', 'Une autre graine donne une autre image, la même graine la même image'],
        private: ['privé', 'L’image n’est visible que par toi'],
        mask: [
          'masque',
          'Où va le (premier) style : une image grise (blanc = ici) ou avec de la transparence',
        ],
        'invert-mask': ['inverser-masque', 'Le style va là où le masque est noir ou transparent'],
        init: [
          'départ',
          'D’où l’on part : la photo, la photo aux couleurs du style, du bruit ou le style',
          { photo: 'photo', matched: 'photo aux couleurs du style', noise: 'bruit', style: 'style' },
        ],
        'init-picture': ['image-de-départ', 'L’image dont on part, par exemple une image déjà peinte'],
        'style-scale': [
          'échelle-du-style',
          'Taille de l’image de style à côté de la photo ; plus grande, ses touches le sont aussi',
        ],
        coarseness: [
          'épaisseur',
          '0 texture fine, 100 grosses touches ; 50 est l’équilibre propre à la recette',
        ],
        'content-layers': ['couches-du-contenu', 'Couches de VGG19 pour le contenu, avec :poids'],
        'style-layers': ['couches-du-style', 'Couches de VGG19 pour le style, avec :poids'],
        pooling: [
          'réduction',
          'Comment VGG19 réduit l’image de moitié : le maximum est plus net, la moyenne plus douce',
          { max: 'maximum', average: 'moyenne' },
        ],
        'content-weight': ['poids-du-contenu', 'Alpha, le poids du contenu'],
        'style-weight': ['poids-du-style', 'Bêta, le poids du style ; l’intensité le multiplie'],
        'tv-weight': ['lissage', 'Poids de la variation totale : lisse l’image'],
      },
    },
    styles: {
      name: 'styles',
      description: 'Les styles et les photos d’exemple ; un serveur peut ajouter les siens',
      options: {
        action: [
          'action',
          'Tout voir, ajouter un style à ce serveur, ou retirer l’un des siens',
          { list: 'voir', add: 'ajouter', remove: 'retirer' },
        ],
        name: ['nom', 'Le nom du style à ajouter ou à retirer'],
        image: ['image', 'L’image à ajouter'],
      },
    },
    recipes: {
      name: 'recettes',
      description: 'Les systèmes de transfert de style selon lesquels il peut peindre',
      options: {},
    },
    queue: {
      name: 'file',
      description: 'Ce qui est en train d’être peint et qui attend, avec le temps qu’il reste',
      options: {},
    },
    status: {
      name: 'statut',
      description: 'Où en est l’une de tes images',
      options: { job: ['tâche', 'Quelle tâche, par son nom'] },
    },
    cancel: {
      name: 'annuler',
      description: 'Arrête l’une de tes images ; ce qui est déjà peint est conservé',
      options: { job: ['tâche', 'Quelle tâche, par son nom'] },
    },
    history: {
      name: 'historique',
      description: 'Tes images, les plus récentes d’abord',
      options: { limit: ['nombre', 'Combien au plus, les plus récentes d’abord'] },
    },
    settings: {
      name: 'paramètres',
      description: 'Paramètres et limites de ce serveur, pour sa modération',
      options: {
        action: [
          'action',
          'Voir, modifier, ou savoir qui a modifié quoi',
          { list: 'voir', set: 'modifier', unset: 'réinitialiser', audit: 'journal' },
        ],
        name: ['paramètre', 'Quel paramètre'],
        value: ['valeur', 'La nouvelle valeur, pour modifier'],
      },
    },
    privacy: {
      name: 'confidentialité',
      description: 'Ce qui est conservé sur toi, combien de temps, et comment le supprimer',
      options: {
        action: [
          'action',
          'Voir ce qui est conservé sur toi, ou le supprimer',
          { show: 'voir', delete: 'supprimer' },
        ],
      },
    },
    help: {
      name: 'aide',
      description: 'Ce que tu peux faire ici, et comment',
      options: { command: ['commande', 'Sur quelle commande tu veux en savoir plus'] },
    },
  },
};
