"""Faults that would teach something wrong, for tools/plant_faults.py: each must be caught.

A fault is a small replacement in one file. Its old text occurs there exactly once (tested), so
whoever rewrites that line writes its fault anew.
"""

from typing import NamedTuple


class Fault(NamedTuple):
    """What is replaced by what in a file of the project, and what a student would then learn."""

    file: str
    old: str
    new: str
    teaches: str


def _of(file, *replacements):
    return [Fault(file, *replacement) for replacement in replacements]


FAULTS = [
    *_of(
        "nnlib/neurons.py",
        ("np.asarray(z) >= 0, 1, 0", "np.asarray(z) > 0, 1, 0", "the step is 0 at z = 0"),
        ("return a * (1 - a)", "return a * (1 + a)", "the sigmoid's slope grows with it"),
        ("np.dot(w, x) + b > 0)", "np.dot(w, x) + b >= 0)", "at z = 0 a perceptron fires"),
        ("sigmoid(np.dot(w, x) + b))", "sigmoid(np.dot(w, x) - b))", "the bias is a threshold"),
        ("perceptron([-2, -2], 3,", "perceptron([-2, -2], 1,", "NAND of (1, 0) is 0"),
        ("NAND(both, both), XOR", "both, XOR", "the carry is 1 when nothing is carried"),
    ),
    *_of(
        "nnlib/equations.py",
        ("axis=0)) / 2)", "axis=0)))", "the quadratic cost has no half"),
        ("    return a - y", "    return y - a", "equation 1 points uphill"),
        (
            "cost_derivative(a, y) * sigmoid_prime(z)",
            "cost_derivative(a, y)",
            "no σ′ in equation 1",
        ),
        (
            "(weights_next.T @ delta_next) * sigmoid_prime(z)",
            "weights_next.T @ delta_next",
            "no σ′ in equation 2",
        ),
        ("delta.sum(axis=1", "delta.mean(axis=1", "equation 3 takes the mean, not the sum"),
        (
            "return np.dot(delta, a_prev.T)",
            "return np.dot(delta, a_prev.T) / delta.shape[1]",
            "equation 4 takes the mean, not the sum",
        ),
    ),
    *_of(
        "nnlib/descent.py",
        ("point - eta * gradient", "point + eta * gradient", "descent walks uphill"),
        ("in range(steps)", "in range(steps - 1)", "the path is one point short"),
        ("(above - below) / (2 * h)", "(above - below) / h", "numerical slopes are doubled"),
        ("above = f(point.copy())", "above = f(point)", "f may keep a point that moves on"),
        ("if both else 0.0", "if both else 1.0", "two gradients of 0 differ"),
    ),
    *_of(
        "nnlib/landscapes.py",
        ("2 * p[0], 50 * p[1]", "2 * p[0], 25 * p[1]", "the valley's slope is half of what it is"),
        ("2 * p[0], -2 * p[1]", "2 * p[0], 2 * p[1]", "the saddle's gradient is the bowl's"),
        ('"x² + 25y²"', '"x² + 5y²"', "the formula shown is another function's"),
    ),
    *_of(
        "nnlib/layers/columns.py",
        ("np.maximum(z, 0)", "np.maximum(z, 0.01 * z)", "ReLU lets negative z leak"),
        ("delta * (self.z > 0)", "delta * (self.z >= 0)", "ReLU has slope 1 at its kink"),
        ("self.weights.T @ delta", "self.weights.T @ np.sign(delta)", "errors lose their size"),
        ("return e / e.sum(axis=0)", "return e / e.sum()", "softmax adds up to 1 over all columns"),
        ("z - z.max(axis=0))", "z)", "softmax overflows for large z"),
        (
            "np.mean(np.sum(y * (log_sum_exp",
            "np.sum(np.sum(y * (log_sum_exp",
            "cross-entropy is a sum",
        ),
    ),
    *_of(
        "nnlib/layers/images.py",
        ("transpose(0, 4, 5, 1, 2, 3)", "transpose(0, 5, 4, 1, 2, 3)", "the kernel is transposed"),
        ("+= in_windows[:, i, j]", "= in_windows[:, i, j]", "only one window gives back its error"),
        ("waiting ^= found", "pass", "every highest pixel gets the whole error"),
        ("reduce(np.maximum", "reduce(np.minimum", "pooling keeps the lowest pixel"),
    ),
    *_of(
        "nnlib/digits/mnist.py",
        ("self._rows[indices], 1 / 256", "self._rows[indices], 1 / 255", "ink is 1.0, not 0.996"),
        ("== digit][:50]", "== digit][:49]", "the embedded test set is not even"),
    ),
    *_of(
        "nnlib/digits/folders.py",
        ("len(images) * 5 // 6", "len(images) * 6 // 7", "validation digits are trained on"),
    ),
    *_of(
        "nnlib/digits/shifts.py",
        ("np.arange(height) - down", "np.arange(height) + down", "down is up"),
        (
            "(-self.most, self.most + 1,",
            "(-self.most, self.most,",
            "no shift by `most` to the right",
        ),
    ),
    *_of(
        "nnlib/reading/ink.py",
        (
            "around = p[:-2, 1:-1], p[2:, 1:-1], p[1:-1, :-2], p[1:-1, 2:]",
            "around = p[:-2, 1:-1], p[2:, 1:-1], p[1:-1, :-2]",
            "ink is thickened to three sides",
        ),
        ("round(14 - centre)", "round(13 - centre)", "the digit's mass is not in the middle"),
        ("scale = 20 / max", "scale = 24 / max", "digits are larger than MNIST's"),
        ("width * LINE / height", "LINE", "a line loses its width"),
    ),
    *_of(
        "nnlib/reading/paper.py",
        ("if dark < 0.5 else", "if dark > 0.5 else", "paper is ink"),
        (
            "lowest(highest(small, reach), reach)",
            "highest(small, reach)",
            "shadows lose their edge",
        ),
        ("arange(-15, 15.1, 0.5)", "arange(0, 15.1, 0.5)", "lines that go up are not found"),
        ("(hidden < DARKEST * ink)", "(hidden < 2 * ink)", "a dark stroke is a printed line"),
    ),
    *_of(
        "nnlib/reading/blobs.py",
        ("for k in (-1, 0, 1)", "for k in (0, 1)", "blobs that touch to the left are apart"),
        ("> EDGE * len(edge)", "> 0", "all that touches an edge is none of the number"),
        ("sides) >= 3", "sides) >= 5", "no frame is found"),
        ("> 0.2 * (bottom[i]", "> 0.0 * (bottom[i]", "a 0 with a dot inside is a frame"),
    ),
    *_of(
        "nnlib/reading/finding.py",
        (
            "or _cut_to_its_ink(blobs, along):",
            "or along.all():",
            "a picture without paper loses digits",
        ),
        ("(beyond & ~tall)", "False", "dirt above the digits makes them small"),
        ("ink[found.frame] = 0", "pass", "a frame is ink"),
    ),
    *_of(
        "nnlib/reading/pieces.py",
        ("runs[:-1, 1] + runs[1:, 0]", "runs[:-1, 0] + runs[1:, 1]", "cuts go through ink"),
        (
            "likely = log_p[10] < np.log",
            "likely = log_p[10] > np.log",
            "rubbish is looked at closely",
        ),
        ("i + 1 + int(n)", "i + int(n)", "pieces end one cut too early"),
    ),
    *_of(
        "nnlib/studies/baselines.py",
        ("- 2 * (u @ v.T)", "+ 2 * (u @ v.T)", "the nearest is the farthest"),
        ("images.mean(axis=(1, 2))", "images.max(axis=(1, 2))", "darkness is the darkest pixel"),
    ),
    *_of(
        "nnlib/studies/chains.py",
        ("a[l - 1] if of ==", "a[l] if of ==", "equation 4 with the wrong activation"),
        ("return sum(along_path", "return max(along_path", "of several paths only one counts"),
        ("weights[k - 1]), float", "weights[l - 1]), float", "the path passes the wrong weight"),
        ("(y - a[-1]) ** 2 / 2", "(y - a[-1]) ** 2", "the chain's error has no half"),
    ),
    *_of(
        "nnlib/studies/inspection.py",
        ("DEAD = -5.0", "DEAD = 5.0", "living outputs are called dead"),
        ("np.median(z[j,", "np.mean(z[j,", "the median is a mean"),
    ),
    *_of(
        "nnlib/studies/kaggle.py",
        (
            "nabla_b1 = np.sum(delta1) / m",
            "nabla_b1 = np.mean(delta1)",
            "another bug than published",
        ),
        ("bias_gradient(delta1),", "bias_gradient(delta1) / 2,", "the mended gradient is wrong"),
        ("if i % every == 0", "if i % every == 1", "the course starts an iteration late"),
    ),
    *_of(
        "nnlib/classroom/stepper.py",
        (
            "if mistake is None or l < mistake.first",
            "if mistake is None",
            "mistakes at every layer",
        ),
        ("moved = [point if part is", "moved = [part if part is", "the gradient check checks 0"),
        ("return known[piece[:-1]].T", "return known[piece[:-1]]", "Wᵀ is shown as W"),
    ),
    *_of(
        "nnlib/classroom/course.py",
        ("if now < opens else", "if now > opens else", "solutions are shown until their day"),
        ('value.lower() == "on" else', 'value.lower() == "off" else', "off is on"),
        ("_number(k) == int(lesson)", "_number(k) != int(lesson)", "another lesson's date counts"),
    ),
    *_of(
        "nnlib/classroom/checking/handing.py",
        ("if path.exists() and read(path) is None:", "if False:", "an export overwrites notes"),
        ("state in STATES for key", "True for key", "any word is a state of an exercise"),
    ),
    *_of(
        "nnlib/classroom/judging.py",
        (
            "_is_empty(found) and bool(open_gaps(backprop)[0])",
            "_is_empty(found)",
            "nnlib's own is judged where equation 1 is written",
        ),
        ("moved = [*parts[:i], part,", "moved = [*parts[:i], parts[i],", "nothing is nudged"),
        ("else (weights, moved)), x)", "else (weights, biases)), x)", "no bias is nudged"),
    ),
    *_of(
        "nnlib/examples.py",
        ("rng.permutation(len(data))", "np.arange(len(data))", "examples are never shuffled"),
        ("y[:, i : i + m]", "y[:, :m]", "targets of other examples"),
    ),
    *_of(
        "nnlib/network.py",
        ("a.append(sigmoid(z[-1]))", "a.append(z[-1])", "a network without its sigmoids"),
        ("delta, a[l - 1])", "delta, a[l - 1] + 1)", "equation 4 with another activation"),
    ),
    *_of(
        "nnlib/training.py",
        ("rate = eta / x.shape[1]", "rate = eta", "the step is the sum, not the mean"),
        (
            "for _ in range(check_count(epochs",
            "for _ in range(1 + check_count(epochs",
            "an epoch more",
        ),
    ),
    *_of(
        "nnlib/studies/sweep.py",
        (
            "Digits(images[:n], labels[:n]",
            "Digits(images[-n:], labels[-n:]",
            "trained on the last n",
        ),
        ("right / len(validation_labels)", "right / len(labels)", "another share of right answers"),
    ),
    *_of(
        "nnlib/classroom/figures/landscapes.py",
        (
            'axis.plot(*path.T, "o", color=INK',
            'axis.plot(*path.T[::-1], "o", color=INK',
            "x and y exchanged",
        ),
        ("axis.plot(*inside.T, high", "axis.plot(*inside.T[::-1], high", "x and y exchanged in 3D"),
        ("axis.plot(shown, marker=", "axis.plot(shown[:-1], marker=", "the last height is missing"),
    ),
    *_of(
        "nnlib/classroom/figures/digits.py",
        (
            'axis.imshow(image, cmap="gray_r"',
            'axis.imshow(image.T, cmap="gray_r"',
            "a digit on its side",
        ),
        ("BLUE if j == answer else GREY", "GREY if j == answer else BLUE", "the answer is grey"),
    ),
    *_of(
        "nnlib/classroom/figures/lesson_01.py",
        ("PALE_BLUE if b > 0", "PALE_ORANGE if b > 0", "the side that fires is orange"),
        (
            "color=BLUE if out else ORANGE, markersize=25",
            "color=ORANGE if out else BLUE, markersize=25",
            "blue and orange exchanged",
        ),
    ),
    *_of(
        "nnlib/classroom/figures/lesson_03.py",
        (
            "axis.imshow(values, cmap=SIGNED",
            "axis.imshow(values.T, cmap=SIGNED",
            "a map transposed",
        ),
    ),
    *_of(
        "nnlib/classroom/figures/lesson_09.py",
        (
            "axis.imshow(mistakes, cmap=COUNTS",
            "axis.imshow(mistakes.T, cmap=COUNTS",
            "labels and answers exchanged",
        ),
        (
            "distances = np.hypot(x - 1, y)",
            "distances = np.hypot(x, y)",
            "a distance from where the arrows begin",
        ),
    ),
    *_of(
        "nnlib/classroom/figures/networks.py",
        (
            "axis.plot([x0, x1], [y0, y1], color=colour",
            "axis.plot([x0, x0], [y0, y0], color=colour",
            "a network without lines",
        ),
    ),
    *_of(
        "nnlib/classroom/figures/lesson_13.py",
        (
            "BLUE if (i, j) in on_path else GREY",
            "GREY if (i, j) in on_path else BLUE",
            "another path is shown",
        ),
    ),
    *_of(
        "nnlib/classroom/widgets/lesson_04.py",
        (
            "path = descend(gradient, start, eta, steps)",
            "path = descend(gradient, start, eta / 2, steps)",
            "another η than is shown",
        ),
        ("path = path[: far[0] + 1] if", "path = path[: far[0]] if", "a path one point short"),
    ),
    *_of(
        "nnlib/classroom/widgets/lesson_08.py",
        (
            "weights[l - 1][row, column] += added",
            "weights[l - 1][row, column] -= added",
            "a weight moves the other way",
        ),
    ),
    *_of(
        "nnlib/classroom/widgets/lesson_10.py",
        ('seen += done == "update"', 'seen += 2 * (done == "update")', "half the mini-batches"),
    ),
    *_of(
        "nnlib/classroom/widgets/lesson_13.py",
        (
            "digit = int(scores.argmax())",
            "digit = int(scores.argmin())",
            "the worst digit of a piece",
        ),
        ("scores.max(axis=0)", "scores.min(axis=0)", "the worst cuts as the best"),
    ),
    *_of(
        "nnlib/classroom/widgets/pad.py",
        ("if best - second < SURE", "if best - second > SURE", "sure and unsure exchanged"),
    ),
    *_of(
        "nnlib/classroom/checking/exercise.py",
        (
            "        rtol=1e-5,",
            "        rtol=1e-2,",
            "answers a little off are right",
        ),
    ),
    *_of(
        "nnlib/classroom/exercises/lesson_02.py",
        ("within=0.006", "within=0.06", "a tolerance ten times too wide"),
    ),
    *_of(
        "nnlib/classroom/exercises/lesson_07.py",
        ("within=5e-4", "within=5e-3", "a tolerance ten times too wide"),
    ),
    *_of(
        "nnlib/classroom/figures/base.py",
        ("            self._sweep()\n", "            pass\n", "the picture before shines through"),
        (
            "            axes.set_position(place)\n",
            "",
            "a colour bar of one picture makes the next one narrow",
        ),
        (
            "return BLUE if value > 0 else ORANGE if value < 0 else GREY",
            "return BLUE if value >= 0 else ORANGE",
            "zero is blue",
        ),
    ),
    *_of(
        "nnlib/classroom/figures/training.py",
        (
            "points[:, 1] * (100 if shares else 1)",
            "points[::-1, 1] * (100 if shares else 1)",
            "a training runs backwards",
        ),
        ("fill = BLUE if target else", 'fill = "white" if target else', "yes and no exchanged"),
        ("* -b / size**2", "* b / size**2", "a neuron's line on the other side of the origin"),
    ),
    *_of(
        "nnlib/classroom/figures/inside.py",
        ("product = weights * ink", "product = weights + ink", "weights are added to the ink"),
        ("_lines(outputs, before)", "_lines(outputs, after)", "what was before is not shown"),
    ),
    *_of(
        "nnlib/classroom/figures/drawings.py",
        (
            "color=[BLUE if j == best else GREY for j in rows]",
            "color=[GREY if j == best else BLUE for j in rows]",
            "the answer is grey",
        ),
    ),
    *_of(
        "nnlib/classroom/widgets/inside.py",
        ("factor = 0.0 if off else scale", "factor = scale", "a neuron cannot be switched off"),
        ("changed = a.copy()", "changed = a", "a neuron that is on again stays off"),
    ),
    *_of(
        "nnlib/classroom/widgets/live.py",
        (
            "loop.call_soon_threadsafe(do, *args)",
            "do(*args)",
            "the page is answered in the middle of a cell",
        ),
    ),
    *_of(
        "nnlib/classroom/widgets/watching.py",
        (
            "lambda: self._size, lambda: self._eta",
            "lambda s=self._size: s, lambda e=self._eta: e",
            "η cannot be changed",
        ),
        (
            "self._unseen > PATIENCE",
            "self._unseen > 1e9",
            "it trains on when nobody looks any more",
        ),
        (
            "kept = self._pace and self._many >= self._pace",
            "kept = bool(self._pace)",
            "the pace is not kept",
        ),
        ("_signed(now - self.start[:MOST_NEURONS])", "_signed(now)", "no change is shown"),
        (
            "range(min(8, self.count)) if",
            "range(min(3, self.count)) if",
            "a row of a table is missing",
        ),
    ),
    *_of(
        "nnlib/classroom/saving.py",
        (
            "if view is None and not kept:\n        return True",
            "if view is None and not kept:\n        return False",
            "saving takes the printed results out of a lesson",
        ),
        (
            "    if not any(USES_NNLIB",
            "    if any(USES_NNLIB",
            "a notebook that is not ours is changed when it is saved",
        ),
    ),
    *_of(
        "nnlib/classroom/handout.py",
        (
            'os.environ["NNLIB_SOLUTIONS"] = "off"',
            'os.environ["NNLIB_SOLUTIONS"] = "on"',
            "a handout tells its solutions",
        ),
        ("if folded:", "if not folded:", "another part of an answer is shown"),
    ),
    *_of(
        "teach/handouts.py",
        (
            'if tells or "reveal" in tags:',
            'if "reveal" in tags:',
            "a handout says the answer of an exercise",
        ),
        ('if "ask" in tags and not', "if not", "results stand in a handout"),
        ("points=1)", "points=0)", "an exercise earns nothing"),
    ),
    *_of(
        "teach/grading/report.py",
        (
            'if state == "wrong" and text',
            'if state == "right" or text',
            "what is right is a mistake",
        ),
        ("if text.startswith(FORMULA)", "if False", "a student's text is a spreadsheet's formula"),
    ),
    *_of(
        "teach/grading/submissions.py",
        ("if not graded]", "]", "locked cells are a student's own"),
        (".most_common(1)", ".most_common()[-1:]", "the rarest lesson is judged"),
    ),
    *_of(
        "teach/grading/grade.py",
        (
            "if run.state_of_nnlib() != before:",
            "if False:",
            "grades come from a package that a notebook has changed",
        ),
    ),
    *_of(
        "teach/grading/run.py",
        (
            "if key in keys and state in STATES",
            "if state in STATES",
            "a notebook invents exercises",
        ),
        ('"NNLIB_SOLUTIONS": "off"', '"NNLIB_SOLUTIONS": "on"', "solutions are open while graded"),
    ),
    *_of(
        "teach/grading/supervise.py",
        ("if sum(family.values()) > order", "if -1 > order", "memory has no limit"),
    ),
    *_of(
        "teach/slides/plan.py",
        (
            "slide.minutes += lessons.minutes(cell)",
            "slide.minutes = lessons.minutes(cell)",
            "minutes of a class are lost",
        ),
        (
            "pieces = [p.after_a_click() for p in pieces]\n        now = self._now()",
            "now = self._now()",
            "an answer stands beside its question",
        ),
        (
            'if key and f"Exercise {key}" not in at_home',
            "if False",
            "homework is lost without a word",
        ),
        ("if counts and number not in kept:", "if False:", "a defined term is on no slide"),
    ),
    *_of(
        "teach/site/sources.py",
        (
            'cell.metadata.setdefault("tags", []).append("hide-output")',
            "pass",
            "the site shows an answer before it is asked for",
        ),
        (
            "if live and runs_in_browser(path):",
            "if runs_in_browser(path):",
            "a page leads to a lesson that does not run",
        ),
    ),
    *_of(
        "teach/site/networks.py",
        ('"at": len(numbers),', '"at": 0,', "the page reads with other weights"),
    ),
    *_of(
        "teach/lite/build.py",
        ("if sha256(file) != packages", "if sha256(file) == packages", "a changed file is taken"),
        (
            '{"disablePyPIFallback": True}',
            '{"disablePyPIFallback": False}',
            "another host is asked",
        ),
    ),
]
