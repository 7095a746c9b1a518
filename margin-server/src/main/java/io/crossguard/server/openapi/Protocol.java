package io.crossguard.server.openapi;

import com.google.api.AnnotationsProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.ExtensionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The proto files as the jar of the protocol carries them, with their comments.
 *
 * @param services those of the protocol, in the order of the files
 * @param comments what the files say about each element
 */
record Protocol(List<ServiceDescriptor> services, Comments comments) {
  private static final String DESCRIPTOR_SET = "/crossguard/descriptor.binpb";

  Protocol {
    services = List.copyOf(services);
  }

  static Protocol read() {
    try (InputStream in = Protocol.class.getResourceAsStream(DESCRIPTOR_SET)) {
      if (in == null) {
        throw new IllegalStateException("no descriptor set at " + DESCRIPTOR_SET);
      }
      ExtensionRegistry options = ExtensionRegistry.newInstance();
      AnnotationsProto.registerAllExtensions(options);
      return of(FileDescriptorSet.parseFrom(in, options).getFileList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a method is a call over HTTP. */
  static boolean hasPath(MethodDescriptor method) {
    return method.getOptions().hasExtension(AnnotationsProto.http);
  }

  /** The files come after those that they import. */
  private static Protocol of(List<FileDescriptorProto> files) throws DescriptorValidationException {
    Map<String, FileDescriptor> linked = new LinkedHashMap<>();
    for (FileDescriptorProto file : files) {
      List<FileDescriptor> imports = new ArrayList<>();
      for (String name : file.getDependencyList()) {
        FileDescriptor imported = linked.get(name);
        if (imported == null) {
          throw new IllegalStateException("no file " + name + " before " + file.getName());
        }
        imports.add(imported);
      }
      linked.put(
          file.getName(), FileDescriptor.buildFrom(file, imports.toArray(new FileDescriptor[0])));
    }
    return new Protocol(
        linked.values().stream().flatMap(file -> file.getServices().stream()).toList(),
        new Comments(files));
  }
}
