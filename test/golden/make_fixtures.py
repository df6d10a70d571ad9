"""Reference values for the named recipes, computed with PyTorch autograd (torch 2.9.1, float32 features, float64 sums).

Usage: python test/golden/make_fixtures.py [models/vgg19.safetensors [test/golden/pytorch]]
Needs torch, numpy, Pillow and safetensors; the paths above are the defaults, found from this file's place.
Reads content.png, style.png and noise.f32 of the folder and writes, for every recipe, <recipe>.json (parameters, loss
terms at the content image and at a perturbed image, and the totals of the first 25 Adam steps) and <recipe>.grad.f32
(d total / d variable at the perturbed image, little-endian float32, channel-major RGB, 3 x height x width).
The formulae are those of src/engine/recipe/; `optimizer` serves adam_totals only, it is not part of a recipe.
"""
import json, os, sys
import numpy as np, torch, torch.nn.functional as F
from PIL import Image
from safetensors import safe_open

torch.set_num_threads(2)
MEAN = torch.tensor([.485, .456, .406]).reshape(1, 3, 1, 1)
STD = torch.tensor([.229, .224, .225]).reshape(1, 3, 1, 1)
LAYERS = [f'conv{b}_{i}' for b, n in ((1, 2), (2, 2), (3, 4), (4, 4), (5, 4)) for i in range(1, n + 1)]
FIVE = ['conv1_1', 'conv2_1', 'conv3_1', 'conv4_1', 'conv5_1']


def load_weights(path):
    with safe_open(path, 'pt') as f:
        return {n: (f.get_tensor(n + '.weight.codebook')[f.get_tensor(n + '.weight.codes').long()], f.get_tensor(n + '.bias')) for n in LAYERS}


def features(weights, t, last, pool):
    """t: normalised RGB (torchvision units). Returns {layer: (before ReLU, after ReLU)} up to and including `last`."""
    y = (t * STD * 255).flip(1)  # the weights want BGR, 0..255, mean-subtracted
    out = {}
    for name in LAYERS:
        if name.endswith('_1') and name != 'conv1_1':
            y = F.max_pool2d(y, 2) if pool == 'max' else F.avg_pool2d(y, 2)
        pre = F.conv2d(y, *weights[name], padding=1)
        y = F.relu(pre)
        out[name] = (pre, y)
        if name == last:
            return out


def gram(f):
    f = f.reshape(f.shape[1], -1)
    return f @ f.T


RECIPES = {
    # the torch notebook: everything at the five layers, raw Grams, input fed without ImageNet normalisation
    'torch-notebook': dict(space='unit', normalize='none', pool='max', content={n: 1. for n in FIVE}, style={n: 1. for n in FIVE},
                           last_before_relu='conv5_1', alpha=1., beta=.01, optimizer=dict(name='adam', lr=3e-4)),
    # the 400-pixel notes
    'notes-400': dict(space='half', normalize='half', pool='max', content={'conv3_1': 1.}, style=dict(zip(FIVE, (1., .8, .4, .2, .1))),
                      gram='hw', alpha=1., beta=1e2, optimizer=dict(name='adam', lr=3e-3)),
    # the Udacity lesson
    'udacity': dict(space='imagenet', normalize='imagenet', pool='max', content={'conv4_2': 1.}, style=dict(zip(FIVE, (1., .8, .5, .3, .1))),
                    layer_divisor='chw', alpha=1., beta=1e6, optimizer=dict(name='adam', lr=3e-3)),
    # Gatys, Ecker & Bethge 2016
    'gatys-2016': dict(space='unit', normalize='imagenet', pool='avg', content={'conv4_2': 1.}, style={n: .2 for n in FIVE}, paper=True,
                       alpha=1e-3, beta=1., optimizer=dict(name='adam', lr=2e-2)),
    # one layer each: a shallow content layer, a deep style layer
    'single-layer': dict(space='unit', normalize='imagenet', pool='max', content={'conv2_2': 1.}, style={'conv4_1': 1.}, gram='hw',
                         alpha=1., beta=1e-2, optimizer=dict(name='adam', lr=2e-2)),
    # the TensorFlow tutorial
    'tf-tutorial': dict(space='unit', normalize='imagenet', pool='max', content={'conv5_2': 1.}, style={n: .2 for n in FIVE}, gram='hw',
                        alpha=1e4, beta=1e-2, tv=30., optimizer=dict(name='adam', lr=.02, beta1=.99, eps=1e-1, clamp=True)),
}


def to_t(r, v):
    """The optimised variable -> torchvision units."""
    if r['space'] == 'unit':
        return {'none': v, 'half': (v - .5) / .5, 'imagenet': (v - MEAN) / STD}[r['normalize']]
    return v  # the variable already is the normalised image


def to_variable(r, x):
    return {'unit': x, 'half': (x - .5) / .5, 'imagenet': (x - MEAN) / STD}[r['space']]


def setup(r, weights, c, s):
    last = max(set(r['content']) | set(r['style']), key=LAYERS.index)
    r['last'] = last
    pick = lambda f, n: f[n][0 if r.get('last_before_relu') == n else 1]
    with torch.no_grad():
        fc, fs = (features(weights, to_t(r, to_variable(r, im)), last, r['pool']) for im in (c, s))
    return pick, {n: pick(fc, n) for n in r['content']}, {n: gram(pick(fs, n)) for n in r['style']}, {n: pick(fs, n).numel() // pick(fs, n).shape[1] for n in r['style']}


def losses(r, weights, v, target):
    pick, P, A, M = target
    f = features(weights, to_t(r, v), r['last'], r['pool'])
    C, S = {}, {}
    for n, w in r['content'].items():
        d = pick(f, n) - P[n]
        C[n] = w * (.5 * (d * d).sum() if r.get('paper') else (d * d).mean())
    for n, w in r['style'].items():
        y = pick(f, n); k = y.shape[1]; m = y.numel() // k; G = gram(y)
        if r.get('paper'):
            S[n] = w * ((G - A[n]) ** 2).sum() / (4 * k * k * m * m)
        elif r.get('gram') == 'hw':
            S[n] = w * ((G / m - A[n] / M[n]) ** 2).mean()
        else:
            S[n] = w * ((G - A[n]) ** 2).mean() / (k * m if r.get('layer_divisor') == 'chw' else 1)
    tv = r.get('tv', 0.) * ((v[..., 1:, :] - v[..., :-1, :]).abs().sum() + (v[..., 1:] - v[..., :-1]).abs().sum()) if r.get('tv') else torch.zeros(())
    total = r['alpha'] * sum(C.values()) + r['beta'] * sum(S.values()) + tv
    return total, C, S, tv


def main(model, out):
    weights = load_weights(model)
    img = lambda p: torch.from_numpy(np.asarray(Image.open(p).convert('RGB'), np.float32) / 255).permute(2, 0, 1)[None]
    c, s = img(f'{out}/content.png'), img(f'{out}/style.png')
    noise = torch.from_numpy(np.fromfile(f'{out}/noise.f32', '<f4').reshape(c.shape).copy())
    for name, r in RECIPES.items():
        target = setup(r, weights, c, s)
        num = lambda d: {k: float(x) for k, x in d.items()}
        rec = dict(recipe={k: v for k, v in r.items()}, width=c.shape[3], height=c.shape[2])
        v0 = to_variable(r, c)
        total, C, S, tv = losses(r, weights, v0, target)
        rec['at_content'] = dict(total=float(total), content=num(C), style=num(S), tv=float(tv))
        v = to_variable(r, (c + noise).clamp(0, 1)).clone().requires_grad_(True)
        total, C, S, tv = losses(r, weights, v, target)
        total.backward()
        rec['at_perturbed'] = dict(total=float(total), content=num(C), style=num(S), tv=float(tv), grad_l2=float(v.grad.double().norm()))
        v.grad.numpy().astype('<f4').tofile(f'{out}/{name}.grad.f32')
        o = r['optimizer']
        x = v0.clone().requires_grad_(True)
        adam = torch.optim.Adam([x], lr=o['lr'], betas=(o.get('beta1', .9), .999), eps=o.get('eps', 1e-8))
        curve = []
        for _ in range(25):
            adam.zero_grad(); total = losses(r, weights, x, target)[0]; total.backward(); adam.step()
            if o.get('clamp'):
                with torch.no_grad(): x.clamp_(0, 1)
            curve.append(float(total))
        rec['adam_totals'] = curve
        json.dump(rec, open(f'{out}/{name}.json', 'w'), indent=1)
        print(name, rec['at_content']['total'], rec['at_perturbed']['total'], curve[0], curve[-1])


if __name__ == '__main__':
    here = os.path.dirname(os.path.abspath(__file__))
    defaults = [os.path.join(here, '..', '..', 'models', 'vgg19.safetensors'), os.path.join(here, 'pytorch')]
    main(*(sys.argv[1:3] + defaults[len(sys.argv) - 1:]))
