package io.crossguard.server.reload;

/** Something that is made from files which may change. */
public interface Reloadable {

  /** What it is, for the log and the metrics. */
  String name();

  /** Looks whether the files have changed, and if so uses what they say now. It never throws. */
  void check();

  /** Whether the files say something now that can't be used. */
  boolean isRefused();
}
