"""The core implementation behind the lessons: neural networks in plain NumPy.

`from nnlib import Network, load_mnist` reaches every public name. matplotlib and ipywidgets are
loaded only when a figure or an interactive is asked for.
"""

import importlib

__version__ = "0.1.0"

_HOME = {
    "neurons": "step sigmoid sigmoid_prime perceptron sigmoid_neuron AND OR NAND XOR half_adder",
    "descent": "descent_step descend numerical_gradient",
    "equations": "quadratic_cost cost_derivative output_error hidden_error bias_gradient "
    "weight_gradient",
    "examples": "Examples one_hot mini_batches",
    "network": "Network answers",
    "layers": "Sequential Dense Sigmoid ReLU Softmax Flatten Convolution MaxPooling softmax "
    "log_sum_exp cross_entropy windows",
    "shifts": "Shifted shift",
    "sweep": "run_sweep random_settings",
    "ink": "read_picture find_ink resize as_mnist digit_image as_line",
    "strings": "number_picture number_pictures NumberPicture",
    "reading": "cut_at_gaps candidate_cuts possible_pieces piece_images piece_outputs "
    "digit_scores look_closely best_path best_readings read_number Reading piece_network",
    "formats": "read_idx read_pickle read_kaggle_csv read_npz",
    "mnist": "Digits Mnist load_mnist load_data_wrapper data_file",
    "errors": "DataError ShapeError",
    "sources": "show_source",
    "lessons": "reset",
    "exercises": "check hint solution progress",
    "figures": "Picture",
    "widgets": "Interactive",
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names.split()}
__all__ = sorted(_MODULE_OF)


def __getattr__(name):
    home = "widgets" if name.startswith("explore_") else _MODULE_OF.get(name)
    if home is None:
        raise AttributeError(f"nnlib has no {name!r}")
    value = getattr(importlib.import_module(f"nnlib.{home}"), name)
    globals()[name] = value
    return value


def __dir__():
    return __all__
