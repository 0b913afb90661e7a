#!/usr/bin/env python3
"""Tests export_policy.py: PyTorch makes policies as Stable-Baselines3 and ElegantRL lay them out, and their own forward passes say what is right.

    /usr/bin/python3 scripts/test_export_policy.py                       needs PyTorch and NumPy; the libraries themselves are not needed
    /usr/bin/python3 scripts/test_export_policy.py --fixtures DIRECTORY  also keeps the exported files, for ExportedPolicyTest:
                                                                         cli/src/test/resources/exported
"""
import collections
import contextlib
import csv
import io
import json
import os
import pickle
import sys
import tempfile
import types
import unittest
import zipfile

import numpy
import torch
from torch import nn

import export_policy

Done = collections.namedtuple("Done", ("returncode", "stdout", "stderr"))
INPUTS, WIDTH = 4, 8
FIXTURES = sys.argv[2] if sys.argv[1:2] == ["--fixtures"] else None
CONTRACT = json.dumps({
    "version": 1, "market": "kraken:PF_XBTUSD", "timeframeNs": 60000000000, "decidesOn": "bar", "oneHotOrder": ["flat", "long", "short", "hold"],
    "strategies": [],
    "features": [
        {"name": "rsi", "source": "formula", "of": "rsi(14)", "steps": [{"do": "divide", "by": 100}], "missing": 0.5, "mask": True},
        {"name": "side", "source": "account", "of": "side", "steps": [], "missing": 0, "mask": False},
        {"name": "exposure", "source": "account", "of": "exposure", "steps": [], "missing": 0, "mask": False}]}, separators=(",", ":"))


def library(name, **content):
    """Pretends that a module of a library exists, so that a pickle names it."""
    parts = name.split(".")
    for end in range(1, len(parts) + 1):
        sys.modules.setdefault(".".join(parts[:end]), types.ModuleType(".".join(parts[:end])))
    for key, value in content.items():
        value.__module__ = name
        setattr(sys.modules[name], key, value)


def mlp(sizes, function, is_last_bare=True):
    layers = [part for a, b in zip(sizes, sizes[1:]) for part in (nn.Linear(a, b), function())]
    return nn.Sequential(*(layers[:-1] if is_last_bare else layers))


class Extractor(nn.Module):
    def __init__(self):
        super().__init__()
        self.policy_net = mlp([INPUTS, WIDTH, WIDTH], nn.Tanh, False)
        self.value_net = mlp([INPUTS, WIDTH, WIDTH], nn.Tanh, False)


class ActorCriticPolicy(nn.Module):
    """The names and the default function of Stable-Baselines3's class of this name."""

    def __init__(self, actions, is_discrete):
        super().__init__()
        if not is_discrete:
            self.log_std = nn.Parameter(torch.zeros(actions))
        self.mlp_extractor = Extractor()
        self.action_net = nn.Linear(WIDTH, actions)
        self.value_net = nn.Linear(WIDTH, 1)

    def forward(self, observation):
        return self.action_net(self.mlp_extractor.policy_net(observation))


class SacActor(nn.Module):
    def __init__(self):
        super().__init__()
        self.latent_pi = mlp([INPUTS, WIDTH, WIDTH], nn.ReLU, False)
        self.mu = nn.Linear(WIDTH, 2)
        self.log_std = nn.Linear(WIDTH, 2)


class SacPolicy(nn.Module):
    def __init__(self):
        super().__init__()
        self.actor = SacActor()
        self.critic = mlp([INPUTS + 2, WIDTH, 1], nn.ReLU)

    def forward(self, observation):
        return torch.tanh(self.actor.mu(self.actor.latent_pi(observation)))


class ActorPPO(nn.Module):
    """ElegantRL's since 2023."""

    def __init__(self, actions=2):
        super().__init__()
        self.net = mlp([INPUTS, WIDTH, WIDTH, actions], nn.GELU)
        self.action_std_log = nn.Parameter(torch.zeros((1, actions)))
        self.ActionDist = torch.distributions.normal.Normal
        self.state_avg = nn.Parameter(torch.randn(INPUTS), requires_grad=False)
        self.state_std = nn.Parameter(torch.rand(INPUTS) + 0.5, requires_grad=False)

    def normal(self, state):
        return (state - self.state_avg) / (self.state_std + 1e-4)

    def forward(self, state):
        return self.net(self.normal(state)).tanh()


class ActorSAC(nn.Module):
    """ElegantRL's of 2022: no small number beside the deviation, and average and deviation of the action in one layer."""

    def __init__(self):
        super().__init__()
        self.net_s = mlp([INPUTS, WIDTH, WIDTH], nn.ReLU, False)
        self.net_a = mlp([WIDTH, 4], nn.ReLU)
        self.state_avg = nn.Parameter(torch.randn(INPUTS), requires_grad=False)
        self.state_std = nn.Parameter(torch.rand(INPUTS) + 0.5, requires_grad=False)

    def forward(self, state):
        return self.net_a(self.net_s((state - self.state_avg) / self.state_std))[:, :2].tanh()


class RunningMeanStd:
    def __init__(self):
        self.mean, self.var, self.count = numpy.array([0.5, 0.25, -1.0, 2.0]), numpy.array([0.04, 0.5, 2.0, 0.01]), 1000.0


class VecNormalize:
    def __init__(self):
        self.obs_rms, self.ret_rms, self.clip_obs, self.epsilon, self.norm_obs = RunningMeanStd(), RunningMeanStd(), 1.5, 1e-8, True
        self.observation_space = numpy.random.RandomState(1)

    def normalize_obs(self, observation):
        values = (observation - self.obs_rms.mean) / numpy.sqrt(self.obs_rms.var + self.epsilon)
        return numpy.clip(values, -self.clip_obs, self.clip_obs).astype(numpy.float32)


library("elegantrl.agents.AgentPPO", ActorPPO=ActorPPO)
library("stable_baselines3.common.running_mean_std", RunningMeanStd=RunningMeanStd)
library("stable_baselines3.common.vec_env.vec_normalize", VecNormalize=VecNormalize)


def save_stable(path, policy, **about):
    """As stable_baselines3.common.save_util does."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data", json.dumps(about))
        for name, content in (("pytorch_variables.pth", {}), ("policy.pth", policy.state_dict()), ("policy.optimizer.pth", {})):
            with archive.open(name, "w", force_zip64=True) as file:
                torch.save(content, file)
        archive.writestr("_stable_baselines3_version", "2.3.2")


class ExportTest(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)
        torch.manual_seed(7)
        with open(self.path("contract.json"), "w") as file:
            file.write(CONTRACT + "\n")

    def path(self, name):
        return os.path.join(self.directory.name, name)

    def export(self, source, name, *options):
        """Runs the script where the libraries do not exist."""
        hidden = {each: sys.modules.pop(each) for each in list(sys.modules) if each.startswith(("elegantrl", "stable_baselines3"))}
        out, err, code = io.StringIO(), "", 0
        try:
            with contextlib.redirect_stdout(out):
                export_policy.main([source, "--contract", self.path("contract.json"), "--out", self.path(name + ".onnx"), *options])
        except SystemExit as end:
            err, code = str(end.code), 1
        finally:
            sys.modules.update(hidden)
        return Done(code, out.getvalue(), err)

    def requireSame(self, source, name, says, *options):
        """Exports, and compares the golden vectors with what the policy itself says."""
        done = self.export(source, name, *options)
        self.assertEqual(0, done.returncode, done.stderr)
        with open(self.path(name + ".golden.csv")) as file:
            rows = list(csv.reader(line for line in file if not line.startswith("#")))
        numbers = numpy.array([[float(cell) for cell in row] for row in rows[1:]], numpy.float32)
        self.assertEqual(256, len(numbers))
        with torch.no_grad():
            expected = says(torch.from_numpy(numbers[:, :INPUTS].copy())).numpy()
        self.assertLessEqual(numpy.abs(numbers[:, INPUTS:] - expected).max(), 1e-6)
        self.requireSoundFile(self.path(name + ".onnx"))
        if FIXTURES:
            os.makedirs(FIXTURES, exist_ok=True)
            for end in (".onnx", ".golden.csv"):
                with open(self.path(name + end), "rb") as made, open(os.path.join(FIXTURES, name + end), "wb") as kept:
                    kept.write(made.read())
        return done.stdout

    def requireSoundFile(self, path):
        try:
            import onnx
        except ImportError:
            return
        model = onnx.load(path)
        self.assertEqual(CONTRACT, {each.key: each.value for each in model.metadata_props}["ringmaster.contract"])
        # An old onnx does not know newer operators.
        if model.opset_import[0].version <= onnx.defs.onnx_opset_version():
            onnx.checker.check_model(model, full_check=True)

    def test_ppo_with_logits_behind_statistics(self):
        policy, statistics = ActorCriticPolicy(3, True), VecNormalize()
        save_stable(self.path("ppo.zip"), policy, policy_kwargs={})
        with open(self.path("vec_normalize.pkl"), "wb") as file:
            pickle.dump(statistics, file)
        self.requireSame(
            self.path("ppo.zip"), "sb3-ppo", lambda seen: policy(torch.from_numpy(statistics.normalize_obs(seen.numpy()))),
            "--head", "buy_sell_hold", "--normalise", self.path("vec_normalize.pkl"))

    def test_a2c_clips_its_numbers(self):
        policy = ActorCriticPolicy(2, False)
        with torch.no_grad():
            policy.action_net.weight.mul_(5)
        save_stable(self.path("a2c.zip"), policy, policy_kwargs={})
        self.requireSame(self.path("a2c.zip"), "sb3-a2c", lambda seen: policy(seen).clamp(-1, 1), "--head", "continuous")

    def test_another_function_is_read_from_the_archive(self):
        policy = ActorCriticPolicy(3, True)
        policy.mlp_extractor.policy_net[1] = policy.mlp_extractor.policy_net[3] = nn.ReLU()
        save_stable(self.path("relu.zip"), policy, policy_kwargs={
            ":type:": "<class 'dict'>", ":serialized:": "", "activation_fn": "<class 'torch.nn.modules.activation.ReLU'>"})
        self.requireSame(self.path("relu.zip"), "sb3-relu", policy, "--head", "buy_sell_hold")

    def test_sac(self):
        policy = SacPolicy()
        save_stable(self.path("sac.zip"), policy, policy_kwargs={}, use_sde=False)
        self.requireSame(self.path("sac.zip"), "sb3-sac", policy, "--head", "continuous")

    def test_elegantrl_module_without_its_class(self):
        policy = ActorPPO()
        torch.save(policy, self.path("act.pth"))
        said = self.requireSame(self.path("act.pth"), "elegantrl-ppo", policy, "--head", "continuous")
        self.assertIn("gelu", said)

    def test_elegantrl_state_dict_with_logits(self):
        policy = ActorPPO(5)
        torch.save(policy.state_dict(), self.path("act.pth"))
        self.requireSame(
            self.path("act.pth"), "elegantrl-discrete", lambda seen: policy.net(policy.normal(seen)), "--head", "adjust", "--activation", "gelu")
        refused = self.export(self.path("act.pth"), "unknown", "--head", "adjust")
        self.assertEqual(1, refused.returncode)
        self.assertIn("does not say its activation", refused.stderr)

    def test_elegantrl_sac(self):
        policy = ActorSAC()
        torch.save(policy.state_dict(), self.path("act.pth"))
        self.requireSame(
            self.path("act.pth"), "elegantrl-sac", policy, "--head", "continuous", "--activation", "relu", "--state-epsilon", "0")

    def test_refuses_a_file_of_an_older_pytorch(self):
        torch.save(ActorPPO().state_dict(), self.path("act.pth"), _use_new_zipfile_serialization=False)
        self.assertIn("since PyTorch 1.6", self.export(self.path("act.pth"), "old", "--head", "continuous").stderr)

    def test_runs_nothing_of_a_file(self):
        trace = self.path("trace")

        class Harmful:
            def __reduce__(self):
                return os.system, (f"touch {trace}",)

        for name, content in (("module", Harmful()), ("dict", collections.OrderedDict([("net.0.weight", Harmful())]))):
            torch.save(content, self.path(name + ".pth"))
            done = self.export(self.path(name + ".pth"), name, "--head", "continuous", "--activation", "relu")
            self.assertEqual(1, done.returncode, done.stdout)
            self.assertTrue(done.stderr.startswith("export_policy: "), done.stderr)
        with open(self.path("harmful.pkl"), "wb") as file:
            pickle.dump(Harmful(), file)
        save_stable(self.path("ppo.zip"), ActorCriticPolicy(3, True), policy_kwargs={})
        done = self.export(self.path("ppo.zip"), "harmful", "--head", "buy_sell_hold", "--normalise", self.path("harmful.pkl"))
        self.assertEqual(1, done.returncode, done.stdout)
        self.assertFalse(os.path.exists(trace))
        # The same file does harm to a reader that trusts it.
        with open(self.path("harmful.pkl"), "rb") as file:
            pickle.load(file)
        self.assertTrue(os.path.exists(trace))

    def test_refuses_what_does_not_fit(self):
        save_stable(self.path("ppo.zip"), ActorCriticPolicy(3, True), policy_kwargs={})
        self.assertIn("needs 2 outputs, but the network has 3", self.export(self.path("ppo.zip"), "head", "--head", "continuous").stderr)
        save_stable(self.path("sde.zip"), ActorCriticPolicy(2, False), policy_kwargs={}, use_sde=True)
        self.assertIn("use_sde", self.export(self.path("sde.zip"), "sde", "--head", "continuous").stderr)
        torch.save({"conv.0.weight": torch.zeros(2, 2)}, self.path("act.pth"))
        self.assertIn("no actor that this script knows", self.export(self.path("act.pth"), "no", "--head", "continuous").stderr)
        with open(self.path("contract.json"), "w") as file:
            file.write('{"features":[]}')
        self.assertIn("has 0 values, but the network takes 4", self.export(self.path("ppo.zip"), "contract", "--head", "buy_sell_hold").stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3 if FIXTURES else 1:])
