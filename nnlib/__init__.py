"""Neural networks in plain NumPy: the core implementation behind the lessons.

The files of this folder tell the story of lessons 01 to 10, `layers` that of 11 and 12. `digits`,
`reading` and `studies` hold what the lessons look at, `classroom` what they are taught with.

`from nnlib import Network, load_mnist` reaches every public name. What needs matplotlib,
ipywidgets or joblib (`figures`, the interactives `explore_…`, `run_sweep`) is loaded when it is
first asked for.
"""

import importlib

from nnlib.classroom.checker import check, hint, progress, solution
from nnlib.classroom.judging import judge_backprop
from nnlib.classroom.lessons import reset
from nnlib.classroom.optional import needs
from nnlib.classroom.run_first import tell
from nnlib.classroom.sources import show_source
from nnlib.classroom.stepper import MISTAKES, gradient_check, walk
from nnlib.descent import descend, descent_step, numerical_gradient, relative_error
from nnlib.digits.csv_files import read_kaggle_csv, read_kaggle_images, write_kaggle_answers
from nnlib.digits.download import download
from nnlib.digits.formats import read_idx, read_npz, read_pickle
from nnlib.digits.mnist import Digits, Mnist, data_file, load_data_wrapper, load_mnist
from nnlib.digits.shifts import Shifted, shift
from nnlib.equations import (
    bias_gradient,
    cost_derivative,
    hidden_error,
    output_error,
    quadratic_cost,
    weight_gradient,
)
from nnlib.examples import Examples, as_examples, mini_batches, one_hot
from nnlib.landscapes import LANDSCAPES, Landscape
from nnlib.layers import (
    Convolution,
    Dense,
    Flatten,
    MaxPooling,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    cross_entropy,
    log_sum_exp,
    softmax,
    windows,
)
from nnlib.network import Network, answers
from nnlib.neurons import (
    AND,
    NAND,
    OR,
    XOR,
    half_adder,
    perceptron,
    sigmoid,
    sigmoid_neuron,
    sigmoid_prime,
    step,
)
from nnlib.reading import (
    NumberPicture,
    Reading,
    Stages,
    as_line,
    as_mnist,
    best_path,
    best_readings,
    candidate_cuts,
    cut_at_gaps,
    digit_image,
    digit_scores,
    find_ink,
    look_closely,
    number_picture,
    number_pictures,
    photograph,
    piece_images,
    piece_network,
    piece_outputs,
    possible_pieces,
    read_number,
    read_picture,
    reading_stages,
    resize,
)
from nnlib.studies import kaggle
from nnlib.studies.baselines import (
    as_rows,
    average_digits,
    darkness,
    nearest_average,
    nearest_darkness,
    nearest_neighbours,
    squared_distances,
)
from nnlib.studies.chains import (
    along_path,
    bias_slope,
    chain_error,
    chain_values,
    local_slopes,
    over_paths,
    weight_slope,
)
from nnlib.studies.inspection import (
    count_answers,
    count_confusions,
    dead_outputs,
    own_z,
    weighted_inputs,
)
from nnlib.support.bars import progress_bar
from nnlib.support.browser import quiet_font_cache
from nnlib.support.errors import DataError, ShapeError
from nnlib.support.threads import one_thread
from nnlib.training import updates

__version__ = "0.1.0"
quiet_font_cache()
tell()
del quiet_font_cache, tell

# Loaded when asked for: name by name, where it is found.
_LATER = {
    "figures": "nnlib.classroom.figures",
    "widgets": "nnlib.classroom.widgets",
    "Picture": "nnlib.classroom.figures",
    "Interactive": "nnlib.classroom.widgets",
    "draw": "nnlib.classroom.widgets.pad",
    "look_inside": "nnlib.classroom.widgets.inside",
    "my_digits": "nnlib.classroom.widgets.pad",
    "watch": "nnlib.classroom.widgets.watching",
    "run_sweep": "nnlib.studies.sweep",
    "random_settings": "nnlib.studies.sweep",
}
__all__ = sorted(
    name
    for name, value in globals().items()
    if not name.startswith("_") and not isinstance(value, type(importlib))
)


def __getattr__(name):
    home = "nnlib.classroom.widgets" if name.startswith("explore_") else _LATER.get(name)
    if home is None:
        raise AttributeError(f"nnlib has no {name!r}")
    module = importlib.import_module(home)
    value = module if home.endswith(f".{name}") else getattr(module, name)
    globals()[name] = value
    return value


def __dir__():
    from nnlib.classroom.widgets import EXPLORERS

    return sorted({*globals(), *_LATER, *EXPLORERS})
